import fc from 'fast-check'
import { expect, it } from 'vitest'
import { services } from '@/lib/contract/services/catalogue'
import { type CredentialName, jsonAnswer, outcomeOf } from '@/tests/support/provider-outcome'

const failures = ['refused', 'misconfigured', 'unavailable', 'unreachable', 'timeout', 'malformed']
const healths = /^(alive|(stale|dead) (expired|revoked|scopes_removed|account_closed))$/

const fields = ['ok', 'error', 'id', 'sub', 'email', 'login', 'user', 'active', 'result', 'code']
const value = fc.oneof(
  fc.constantFrom('invalid_grant', 'token_revoked', 'account_invalid', 'constructor', '__proto__'),
  fc.constantFrom({ id: 7, username: 'bot' }, { type: 'x', code: 'account_invalid' }),
  fc.jsonValue(),
)
const answer = fc.record({
  status: fc.constantFrom(200, 201, 204, 400, 401, 403, 404, 409, 418, 429, 500),
  body: fc.oneof(fc.dictionary(fc.constantFrom(...fields), value), fc.string()),
})

/** Only answers that a vendor documents may end a grant; see `probe.test.ts`. */
it.each(services)(
  'every answer of %s, however odd, has one of the known outcomes',
  async (service) => {
    const credentialName: CredentialName = service === 'telegram' ? 'own bot' : 'refreshable'
    await fc.assert(
      fc.asyncProperty(answer, async ({ status, body }) => {
        const oddAnswer = jsonAnswer(status, status === 204 ? undefined : body)
        expect([...failures, 'probed']).toContain(
          (await outcomeOf(service, 'probe', credentialName, oddAnswer)).replace(healths, 'probed'),
        )
        expect([...failures, 'revoked', 'by_hand', 'untouched']).toContain(
          await outcomeOf(service, 'revoke', credentialName, oddAnswer),
        )
        const identified = await outcomeOf(service, 'identify', credentialName, oddAnswer)
        if (!failures.includes(identified))
          expect(identified).toMatch(/^[\x21-\x7e]{1,128} \P{Cc}+$/u)
      }),
      { numRuns: 150 },
    )
  },
)
