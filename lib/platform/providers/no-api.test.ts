import { describe, expect, it } from 'vitest'
import { type Service, services } from '@/lib/contract/services/catalogue'
import { type Answer, type CredentialKind, json, outcomeOf } from '@/tests/support/provider-outcome'

/**
 * The outcome of a revocation when no API answers. For a bot's token no call is made, because only its owner
 * can end it.
 */
const unheard = (service: Service) => (service === 'telegram' ? 'by_hand' : 'malformed')

/** Answers from an address where the vendor's API is not. */
const strangers: [string, Answer][] = [200, 400, 401, 403, 404, 410].flatMap((status) => [
  [`a web page with status ${status}`, json(status, '<!DOCTYPE html><title>Hello</title>')],
  [`an empty answer with status ${status}`, json(status, '')],
  [`a list with status ${status}`, json(status, [])],
])
/** Kong, AWS API Gateway for HTTP APIs, and a web framework. */
const gateways: Answer[] = [
  json(404, { message: 'no Route matched with those values' }),
  json(404, { message: 'Not Found' }),
  json(404, { detail: 'Not Found' }),
]

describe('an answer that does not come from the vendor’s API', () => {
  const kinds = services.flatMap((service): [typeof service, CredentialKind][] =>
    service === 'telegram'
      ? [[service, 'own bot']]
      : [
          [service, 'lasting'],
          [service, 'refreshable'],
        ],
  )
  it.each(kinds)('%s, %s: says nothing about a grant', async (service, kind) => {
    for (const [name, answer] of strangers) {
      expect([name, await outcomeOf(service, 'check', kind, answer)]).not.toEqual([
        name,
        expect.stringMatching(/alive|dead|stale/),
      ])
      expect([name, await outcomeOf(service, 'revoke', kind, answer)]).toEqual([
        name,
        unheard(service),
      ])
    }
    for (const answer of gateways) {
      expect(await outcomeOf(service, 'check', kind, answer)).toBe('malformed')
      expect(await outcomeOf(service, 'revoke', kind, answer)).toBe(unheard(service))
    }
  })

  it.each(kinds)('%s, %s: is no proof that a grant lives', async (service, kind) => {
    for (const body of [{}, { status: 'ok' }]) {
      expect(await outcomeOf(service, 'check', kind, json(200, body))).toBe('malformed')
    }
  })

  it.each([
    ['slack', json(200, { error: 'not_authed' })],
    ['telegram', json(401, { message: 'Unauthorized' })],
    ['gmail', json(401, { message: 'Unauthorized' })],
  ] as const)('%s: %j is the refusal of somebody else', async (service, answer) => {
    const kind = service === 'telegram' ? 'own bot' : 'lasting'
    expect(await outcomeOf(service, 'check', kind, answer)).toBe('malformed')
    expect(await outcomeOf(service, 'revoke', kind, answer)).toBe(unheard(service))
  })
})
