import { describe, expect, it } from 'vitest'
import type { Service } from '@/lib/contract/services/catalogue'
import { fakeProvider } from '@/tests/support/fake-provider'
import {
  type Answer,
  type CredentialName,
  credentials,
  emptyAnswer,
  githubNotFound,
  jsonAnswer,
  lasting,
  outcomeOf,
  respond,
  secretToken,
  slackError,
  stripeAccountGone,
  stripeError,
} from '@/tests/support/provider-outcome'
import { providers } from './registry'

describe('revoke', () => {
  const table: [Service, CredentialName, Answer, string][] = [
    ['gmail', 'refreshable', jsonAnswer(200, {}), 'revoked'],
    ['gmail', 'refreshable', jsonAnswer(400, { error: 'invalid_token' }), 'revoked'],
    ['gmail', 'refreshable', jsonAnswer(400, { error: 'invalid_request' }), 'malformed'],
    ['slack', 'lasting', jsonAnswer(200, { ok: true, revoked: true }), 'revoked'],
    ['slack', 'lasting', slackError('token_revoked'), 'revoked'],
    ['slack', 'lasting', slackError('account_inactive'), 'revoked'],
    ['slack', 'refreshable', slackError('token_expired'), 'refused'],
    ['slack', 'lasting', slackError('ratelimited'), 'unavailable'],
    ['github', 'lasting', emptyAnswer, 'revoked'],
    ['github', 'lasting', githubNotFound, 'revoked'],
    ['github', 'lasting', jsonAnswer(404, { message: 'Not Found' }), 'malformed'],
    [
      'github',
      'lasting',
      jsonAnswer(404, { message: 'Gone' }, { 'x-github-request-id': '1' }),
      'revoked',
    ],
    ['github', 'lasting', jsonAnswer(404, { message: 'no such route' }), 'malformed'],
    ['github', 'lasting', jsonAnswer(404, {}), 'malformed'],
    ['github', 'refreshable, run out', githubNotFound, 'refused'],
    ['github', 'lasting', jsonAnswer(401, {}), 'misconfigured'],
    ['github', 'lasting', jsonAnswer(422, {}), 'malformed'],
    ['stripe', 'lasting', jsonAnswer(200, { stripe_user_id: 'acct_1' }), 'revoked'],
    ['stripe', 'lasting', stripeError(401, { type: 'invalid_request_error' }), 'misconfigured'],
    ['stripe', 'lasting', jsonAnswer(400, { error: 'invalid_request' }), 'malformed'],
    ['notion', 'lasting', jsonAnswer(200, { request_id: 'r' }), 'revoked'],
    ['notion', 'lasting', jsonAnswer(401, { error: 'invalid_client' }), 'misconfigured'],
    ['notion', 'lasting', jsonAnswer(400, { code: 'validation_error' }), 'malformed'],
  ]
  it.each(table)(
    'of %s with a %s credential, answered with %j, has the outcome "%s"',
    async (service, credentialName, answer, expected) => {
      expect(await outcomeOf(service, 'revoke', credentialName, answer)).toBe(expected)
    },
  )

  it.each([
    ['the account is gone', stripeAccountGone, 'revoked'],
    [
      'the account is connected and our client_id is wrong',
      jsonAnswer(200, { id: 'acct_1' }),
      'misconfigured',
    ],
  ] as const)(
    'of Stripe is answered with invalid_client when %s',
    async (_, accountAnswer, expected) => {
      const answers = [jsonAnswer(401, { error: 'invalid_client' }), accountAnswer]
      const nextAnswer = () => answers.shift() ?? emptyAnswer
      expect(await outcomeOf('stripe', 'revoke', 'lasting', nextAnswer)).toBe(expected)
    },
  )

  it('of Slack revokes the user token and the bot token', async () => {
    const client = fakeProvider(() => respond(jsonAnswer(200, { ok: true, revoked: true })))
    const details = { ...lasting.details, user_token: 'user-1' }
    await providers.slack.revoke({ ...lasting, details }, client)
    expect(client.requests.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer user-1',
      `Bearer ${secretToken}`,
    ])
  })

  it.each([
    ['shared bot', 'untouched'],
    ['own bot', 'by_hand'],
  ] as const)('of the %s makes no call', async (bot, expected) => {
    const client = fakeProvider(() => respond(emptyAnswer))
    expect(await providers.telegram.revoke(credentials[bot], client)).toBe(expected)
    expect(client.requests).toEqual([])
  })
})
