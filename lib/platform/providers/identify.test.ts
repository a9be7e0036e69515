import { describe, expect, it } from 'vitest'
import type { Service } from '@/lib/contract/services/catalogue'
import {
  type Answer,
  type CredentialName,
  emptyAnswer,
  jsonAnswer,
  outcomeOf,
  stripeAccountGone,
  stripeError,
  telegramError,
} from '@/tests/support/provider-outcome'

describe('identify', () => {
  const google = { sub: '1082', email: 'ana@example.com' }
  const bot = { ok: true, result: { id: 12, is_bot: true, username: 'ana_bot' } }
  const account = {
    id: 'acct_1',
    business_profile: { name: 'Lima Bakery' },
    settings: { dashboard: { display_name: 'Lima' } },
    email: 'ana@example.com',
  }
  const table: [Service, CredentialName, Answer, string][] = [
    ['gmail', 'lasting', jsonAnswer(200, google), '1082 ana@example.com'],
    ['google_ads', 'lasting', jsonAnswer(200, google), '1082 ana@example.com'],
    ['gmail', 'lasting', jsonAnswer(400, { error: 'invalid_token' }), 'refused'],
    ['gmail', 'lasting', jsonAnswer(200, { sub: '1082' }), 'malformed'],
    ['github', 'lasting', jsonAnswer(200, { id: 583, login: 'ana-lima' }), '583 ana-lima'],
    ['github', 'lasting', jsonAnswer(401, {}), 'refused'],
    ['github', 'lasting', jsonAnswer(403, {}, { 'retry-after': '60' }), 'unavailable'],
    ['github', 'lasting', jsonAnswer(200, { id: 'x', login: 'ana' }), 'malformed'],
    ['stripe', 'lasting', jsonAnswer(200, account), 'acct_1 Lima Bakery'],
    ['stripe', 'lasting', jsonAnswer(200, { ...account, business_profile: null }), 'acct_1 Lima'],
    ['stripe', 'lasting', jsonAnswer(200, { id: 'acct_1', email: null }), 'acct_1 acct_1'],
    ['stripe', 'lasting', stripeAccountGone, 'refused'],
    ['stripe', 'lasting', stripeError(401, {}), 'misconfigured'],
    ['slack', 'lasting', emptyAnswer, 'T1:U1 Acme'],
    ['notion', 'lasting', emptyAnswer, 'malformed'],
    ['telegram', 'own bot', jsonAnswer(200, bot), '12 @ana_bot'],
    ['telegram', 'shared bot', jsonAnswer(200, bot), '12 @ana_bot'],
    ['telegram', 'own bot', telegramError(401), 'refused'],
    ['telegram', 'own bot', telegramError(404), 'refused'],
    ['telegram', 'shared bot', telegramError(401), 'misconfigured'],
    ['telegram', 'own bot', jsonAnswer(200, { ok: true, result: {} }), 'malformed'],
  ]
  it.each(table)(
    'of %s with a %s credential, answered with %j, has the outcome "%s"',
    async (service, credentialName, answer, expected) => {
      expect(await outcomeOf(service, 'identify', credentialName, answer)).toBe(expected)
    },
  )

  it('removes control characters from a name and shortens a long name', async () => {
    const login = `a\u0000na\r\n👩‍💻 ${'x'.repeat(500)}`
    const name = (
      await outcomeOf('github', 'identify', 'lasting', jsonAnswer(200, { id: 1, login }))
    ).slice(2)
    expect(name).toMatch(/^ana👩‍💻 x+$/)
    expect(name.length).toBeLessThan(256)
  })
})
