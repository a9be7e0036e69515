import { describe, expect, it } from 'vitest'
import { type Service, services } from '@/lib/contract/services/catalogue'
import { fakeProvider } from '@/tests/support/fake-provider'
import {
  type Answer,
  type CredentialName,
  githubNotFound,
  jsonAnswer,
  lasting,
  outcomeOf,
  respond,
  secretToken,
  slackError,
  stripeAccountGone,
  stripeError,
  telegramError,
} from '@/tests/support/provider-outcome'
import { ProviderError } from './provider-error'
import { providers } from './registry'

describe('probe', () => {
  const table: [Service, CredentialName, Answer, string][] = [
    ['gmail', 'lasting', jsonAnswer(200, { sub: '1', scope: 'openid' }), 'alive'],
    ['gmail', 'lasting', jsonAnswer(400, { error: 'invalid_token' }), 'dead revoked'],
    ['gmail', 'run out', jsonAnswer(400, { error: 'invalid_token' }), 'dead expired'],
    ['gmail', 'refreshable', jsonAnswer(400, { error: 'invalid_token' }), 'stale revoked'],
    [
      'google_ads',
      'refreshable, run out',
      jsonAnswer(400, { error: 'invalid_token' }),
      'stale expired',
    ],
    ['gmail', 'lasting', jsonAnswer(401, { error: { status: 'UNAUTHENTICATED' } }), 'dead revoked'],
    ['gmail', 'lasting', jsonAnswer(400, { error: 'invalid_request' }), 'malformed'],
    [
      'gmail',
      'lasting',
      jsonAnswer(403, { error: { reason: 'rateLimitExceeded' } }),
      'unavailable',
    ],
    ['slack', 'lasting', jsonAnswer(200, { ok: true, user: 'ana' }), 'alive'],
    ['slack', 'lasting', slackError('missing_scope'), 'alive'],
    ['slack', 'lasting', slackError('token_revoked'), 'dead revoked'],
    ['slack', 'refreshable', slackError('token_revoked'), 'dead revoked'],
    ['slack', 'lasting', slackError('account_inactive'), 'dead account_closed'],
    ['slack', 'lasting', slackError('invalid_auth'), 'dead revoked'],
    ['slack', 'lasting', slackError('not_authed'), 'dead revoked'],
    ['slack', 'lasting', slackError('token_expired'), 'dead expired'],
    ['slack', 'refreshable', slackError('token_expired'), 'stale expired'],
    ['slack', 'lasting', slackError('ratelimited'), 'unavailable'],
    ['slack', 'lasting', slackError('internal_error'), 'unavailable'],
    ['slack', 'lasting', slackError('fatal_error'), 'unavailable'],
    ['slack', 'lasting', slackError('service_unavailable'), 'unavailable'],
    ['slack', 'lasting', slackError('something_new'), 'malformed'],
    ['slack', 'lasting', slackError(secretToken), 'malformed'],
    ['slack', 'lasting', slackError('constructor'), 'malformed'],
    ['github', 'lasting', jsonAnswer(200, { id: 1, scopes: ['repo'] }), 'alive'],
    ['github', 'lasting', githubNotFound, 'dead revoked'],
    ['github', 'refreshable', githubNotFound, 'stale revoked'],
    ['github', 'lasting', jsonAnswer(404, { message: 'Not Found' }), 'malformed'],
    ['github', 'lasting', jsonAnswer(401, { message: 'Bad credentials' }), 'misconfigured'],
    ['github', 'lasting', jsonAnswer(403, {}, { 'x-ratelimit-remaining': '0' }), 'unavailable'],
    ['github', 'lasting', jsonAnswer(403, {}, { 'x-github-sso': 'required' }), 'unavailable'],
    ['github', 'lasting', jsonAnswer(422, {}), 'malformed'],
    ['stripe', 'lasting', jsonAnswer(200, { id: 'acct_1' }), 'alive'],
    ['stripe', 'lasting', stripeAccountGone, 'dead revoked'],
    ['stripe', 'lasting', stripeError(403, { code: 'more_permissions_required' }), 'misconfigured'],
    ['stripe', 'lasting', stripeError(401, { type: 'invalid_request_error' }), 'misconfigured'],
    ['stripe', 'lasting', stripeError(404, { code: 'resource_missing' }), 'malformed'],
    ['notion', 'lasting', jsonAnswer(200, { active: true }), 'alive'],
    ['notion', 'lasting', jsonAnswer(200, { active: false }), 'dead revoked'],
    ['notion', 'refreshable', jsonAnswer(200, { active: false }), 'stale revoked'],
    ['notion', 'lasting', jsonAnswer(200, { active: 'yes' }), 'malformed'],
    ['notion', 'lasting', jsonAnswer(401, { error: 'invalid_client' }), 'misconfigured'],
    ['notion', 'lasting', jsonAnswer(409, { code: 'conflict_error' }), 'unavailable'],
    ['notion', 'lasting', jsonAnswer(403, { code: 'restricted_resource' }), 'malformed'],
    ['telegram', 'own bot', jsonAnswer(200, { ok: true, result: { id: 12 } }), 'alive'],
    ['telegram', 'own bot', telegramError(401), 'dead revoked'],
    ['telegram', 'own bot', telegramError(403), 'malformed'],
    ['telegram', 'own bot', telegramError(409), 'malformed'],
    ['telegram', 'shared bot', jsonAnswer(200, { ok: true, result: { id: 99 } }), 'alive'],
    ['telegram', 'shared bot', telegramError(401), 'misconfigured'],
  ]
  it.each(table)(
    'of %s with a %s credential, answered with %j, has the outcome "%s"',
    async (service, credentialName, answer, expected) => {
      expect(await outcomeOf(service, 'probe', credentialName, answer)).toBe(expected)
    },
  )

  const servicesWithCredential = services.map(
    (service) => [service, service === 'telegram' ? 'own bot' : 'refreshable'] as const,
  )
  it.each(servicesWithCredential)(
    'of %s does not count an error of a server or of the network as an end of the grant',
    async (service, credentialName) => {
      for (const status of [408, 429, 500, 502, 503, 504]) {
        for (const body of ['', '<html>', '{"ok":false,"error":"token_revoked"}']) {
          const answer = { status, body }
          expect(await outcomeOf(service, 'probe', credentialName, answer)).toBe('unavailable')
          expect(await outcomeOf(service, 'identify', credentialName, answer)).toMatch(
            /unavailable|Acme|malformed/,
          )
          expect(await outcomeOf(service, 'revoke', credentialName, answer)).toBe(
            service === 'telegram' ? 'by_hand' : 'unavailable',
          )
        }
      }
      for (const failure of ['timeout', 'unavailable', 'malformed'] as const) {
        const answer = () => {
          throw new ProviderError(service, failure, 'none')
        }
        expect(await outcomeOf(service, 'probe', credentialName, answer)).toBe(failure)
        expect(await outcomeOf(service, 'revoke', credentialName, answer)).toBe(
          service === 'telegram' ? 'by_hand' : failure,
        )
      }
    },
  )

  it('finds the grant of Slack dead when the user token has been revoked', async () => {
    const details = { ...lasting.details, user_token: 'user-1', user_scopes: 'search:read.public' }
    const client = fakeProvider((request) =>
      request.headers.get('authorization') === 'Bearer user-1'
        ? respond(slackError('token_revoked'))
        : respond(jsonAnswer(200, { ok: true })),
    )
    expect(await providers.slack.probe({ ...lasting, details }, client)).toEqual({
      state: 'dead',
      reason: 'revoked',
    })
  })
})
