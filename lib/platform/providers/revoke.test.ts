import { describe, expect, it } from 'vitest'
import type { Service } from '@/lib/contract/services/catalogue'
import { fakeProvider } from '@/tests/support/fake-provider'
import {
  type Answer,
  type CredentialKind,
  canary,
  credentials,
  githubNotFound,
  gone,
  json,
  lasting,
  nothing,
  outcomeOf,
  respond,
  slack,
  stripe,
} from '@/tests/support/provider-outcome'
import { providers } from '.'

describe('revoke', () => {
  const table: [Service, CredentialKind, Answer, string][] = [
    ['gmail', 'refreshable', json(200, {}), 'revoked'],
    ['gmail', 'refreshable', json(400, { error: 'invalid_token' }), 'revoked'],
    ['gmail', 'refreshable', json(400, { error: 'invalid_request' }), 'malformed'],
    ['slack', 'lasting', json(200, { ok: true, revoked: true }), 'revoked'],
    ['slack', 'lasting', slack('token_revoked'), 'revoked'],
    ['slack', 'lasting', slack('account_inactive'), 'revoked'],
    ['slack', 'refreshable', slack('token_expired'), 'refused'],
    ['slack', 'lasting', slack('ratelimited'), 'unavailable'],
    ['github', 'lasting', nothing, 'revoked'],
    ['github', 'lasting', githubNotFound, 'revoked'],
    ['github', 'lasting', json(404, { message: 'Not Found' }), 'malformed'],
    [
      'github',
      'lasting',
      json(404, { message: 'Gone' }, { 'x-github-request-id': '1' }),
      'revoked',
    ],
    ['github', 'lasting', json(404, { message: 'no such route' }), 'malformed'],
    ['github', 'lasting', json(404, {}), 'malformed'],
    ['github', 'refreshable, run out', githubNotFound, 'refused'],
    ['github', 'lasting', json(401, {}), 'misconfigured'],
    ['github', 'lasting', json(422, {}), 'malformed'],
    ['stripe', 'lasting', json(200, { stripe_user_id: 'acct_1' }), 'revoked'],
    ['stripe', 'lasting', stripe(401, { type: 'invalid_request_error' }), 'misconfigured'],
    ['stripe', 'lasting', json(400, { error: 'invalid_request' }), 'malformed'],
    ['notion', 'lasting', json(200, { request_id: 'r' }), 'revoked'],
    ['notion', 'lasting', json(401, { error: 'invalid_client' }), 'misconfigured'],
    ['notion', 'lasting', json(400, { code: 'validation_error' }), 'malformed'],
  ]
  it.each(table)('%s, %s: %j is %s', async (service, kind, answer, expected) => {
    expect(await outcomeOf(service, 'revoke', kind, answer)).toBe(expected)
  })

  it.each([
    ['the account is gone', gone, 'revoked'],
    ['the account is there: our client_id is wrong', json(200, { id: 'acct_1' }), 'misconfigured'],
  ] as const)('stripe: invalid_client, and %s', async (_, account, expected) => {
    const answers = [json(401, { error: 'invalid_client' }), account]
    const next = () => answers.shift() ?? nothing
    expect(await outcomeOf('stripe', 'revoke', 'lasting', next)).toBe(expected)
  })

  it('revokes both of Slack’s tokens', async () => {
    const client = fakeProvider(() => respond(json(200, { ok: true, revoked: true })))
    const details = { ...lasting.details, user_token: 'user-1' }
    await providers.slack.revoke({ ...lasting, details }, client)
    expect(client.requests.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer user-1',
      `Bearer ${canary}`,
    ])
  })

  it.each([
    ['shared bot', 'untouched'],
    ['own bot', 'by_hand'],
  ] as const)('leaves the %s alone, without a single call', async (bot, expected) => {
    const client = fakeProvider(() => respond(nothing))
    expect(await providers.telegram.revoke(credentials[bot], client)).toBe(expected)
    expect(client.requests).toEqual([])
  })
})
