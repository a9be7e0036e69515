import { describe, expect, it } from 'vitest'
import { type Service, services } from '@/lib/contract/services/catalogue'
import {
  type Answer,
  type CredentialName,
  jsonAnswer,
  outcomeOf,
} from '@/tests/support/provider-outcome'

/**
 * Returns the outcome of a revocation when something else than the vendor's API answers. For a bot's token no call is
 * made, because only its owner can revoke the token.
 */
const outcomeOfRevocation = (service: Service) => (service === 'telegram' ? 'by_hand' : 'malformed')

/** Named answers that come from a web server and not from an API. */
const webServerAnswers: [string, Answer][] = [200, 400, 401, 403, 404, 410].flatMap((status) => [
  [`a web page with status ${status}`, jsonAnswer(status, '<!DOCTYPE html><title>Hello</title>')],
  [`an empty answer with status ${status}`, jsonAnswer(status, '')],
  [`a list with status ${status}`, jsonAnswer(status, [])],
])
/** The 404 answers of Kong, of AWS API Gateway for HTTP APIs, and of a web framework. */
const gatewayAnswers: Answer[] = [
  jsonAnswer(404, { message: 'no Route matched with those values' }),
  jsonAnswer(404, { message: 'Not Found' }),
  jsonAnswer(404, { detail: 'Not Found' }),
]

describe('an answer that does not come from the API', () => {
  const servicesWithCredential = services.flatMap((service): [typeof service, CredentialName][] =>
    service === 'telegram'
      ? [[service, 'own bot']]
      : [
          [service, 'lasting'],
          [service, 'refreshable'],
        ],
  )
  it.each(servicesWithCredential)(
    'of %s changes nothing about a grant with a %s credential',
    async (service, credentialName) => {
      for (const [name, answer] of webServerAnswers) {
        expect([name, await outcomeOf(service, 'probe', credentialName, answer)]).not.toEqual([
          name,
          expect.stringMatching(/alive|dead|stale/),
        ])
        expect([name, await outcomeOf(service, 'revoke', credentialName, answer)]).toEqual([
          name,
          outcomeOfRevocation(service),
        ])
      }
      for (const answer of gatewayAnswers) {
        expect(await outcomeOf(service, 'probe', credentialName, answer)).toBe('malformed')
        expect(await outcomeOf(service, 'revoke', credentialName, answer)).toBe(
          outcomeOfRevocation(service),
        )
      }
    },
  )

  it.each(servicesWithCredential)(
    'of %s is no proof that a grant with a %s credential lives',
    async (service, credentialName) => {
      for (const body of [{}, { status: 'ok' }]) {
        expect(await outcomeOf(service, 'probe', credentialName, jsonAnswer(200, body))).toBe(
          'malformed',
        )
      }
    },
  )

  it.each([
    ['slack', jsonAnswer(200, { error: 'not_authed' })],
    ['telegram', jsonAnswer(401, { message: 'Unauthorized' })],
    ['gmail', jsonAnswer(401, { message: 'Unauthorized' })],
  ] as const)(
    'of %s does not end a grant, although it looks like a refusal: %j',
    async (service, answer) => {
      const credentialName = service === 'telegram' ? 'own bot' : 'lasting'
      expect(await outcomeOf(service, 'probe', credentialName, answer)).toBe('malformed')
      expect(await outcomeOf(service, 'revoke', credentialName, answer)).toBe(
        outcomeOfRevocation(service),
      )
    },
  )
})
