import { describe, expect, it } from 'vitest'
import { type Service, services } from '@/lib/contract/services/catalogue'
import { fakeProvider } from '@/tests/support/fake-provider'
import {
  type Answer,
  type CredentialKind,
  canary,
  githubNotFound,
  gone,
  json,
  lasting,
  outcomeOf,
  respond,
  slack,
  stripe,
  telegram,
} from '@/tests/support/provider-outcome'
import { providers } from '.'
import { ProviderError } from './provider-error'

describe('check', () => {
  const table: [Service, CredentialKind, Answer, string][] = [
    ['gmail', 'lasting', json(200, { sub: '1', scope: 'openid' }), 'alive'],
    ['gmail', 'lasting', json(400, { error: 'invalid_token' }), 'dead revoked'],
    ['gmail', 'run out', json(400, { error: 'invalid_token' }), 'dead expired'],
    ['gmail', 'refreshable', json(400, { error: 'invalid_token' }), 'stale revoked'],
    ['google_ads', 'refreshable, run out', json(400, { error: 'invalid_token' }), 'stale expired'],
    ['gmail', 'lasting', json(401, { error: { status: 'UNAUTHENTICATED' } }), 'dead revoked'],
    ['gmail', 'lasting', json(400, { error: 'invalid_request' }), 'malformed'],
    ['gmail', 'lasting', json(403, { error: { reason: 'rateLimitExceeded' } }), 'unavailable'],
    ['slack', 'lasting', json(200, { ok: true, user: 'ana' }), 'alive'],
    ['slack', 'lasting', slack('missing_scope'), 'alive'],
    ['slack', 'lasting', slack('token_revoked'), 'dead revoked'],
    ['slack', 'refreshable', slack('token_revoked'), 'dead revoked'],
    ['slack', 'lasting', slack('account_inactive'), 'dead account_closed'],
    ['slack', 'lasting', slack('invalid_auth'), 'dead revoked'],
    ['slack', 'lasting', slack('not_authed'), 'dead revoked'],
    ['slack', 'lasting', slack('token_expired'), 'dead expired'],
    ['slack', 'refreshable', slack('token_expired'), 'stale expired'],
    ['slack', 'lasting', slack('ratelimited'), 'unavailable'],
    ['slack', 'lasting', slack('internal_error'), 'unavailable'],
    ['slack', 'lasting', slack('fatal_error'), 'unavailable'],
    ['slack', 'lasting', slack('service_unavailable'), 'unavailable'],
    ['slack', 'lasting', slack('something_new'), 'malformed'],
    ['slack', 'lasting', slack(canary), 'malformed'],
    ['slack', 'lasting', slack('constructor'), 'malformed'],
    ['github', 'lasting', json(200, { id: 1, scopes: ['repo'] }), 'alive'],
    ['github', 'lasting', githubNotFound, 'dead revoked'],
    ['github', 'refreshable', githubNotFound, 'stale revoked'],
    ['github', 'lasting', json(404, { message: 'Not Found' }), 'malformed'],
    ['github', 'lasting', json(401, { message: 'Bad credentials' }), 'misconfigured'],
    ['github', 'lasting', json(403, {}, { 'x-ratelimit-remaining': '0' }), 'unavailable'],
    ['github', 'lasting', json(403, {}, { 'x-github-sso': 'required' }), 'unavailable'],
    ['github', 'lasting', json(422, {}), 'malformed'],
    ['stripe', 'lasting', json(200, { id: 'acct_1' }), 'alive'],
    ['stripe', 'lasting', gone, 'dead revoked'],
    ['stripe', 'lasting', stripe(403, { code: 'more_permissions_required' }), 'misconfigured'],
    ['stripe', 'lasting', stripe(401, { type: 'invalid_request_error' }), 'misconfigured'],
    ['stripe', 'lasting', stripe(404, { code: 'resource_missing' }), 'malformed'],
    ['notion', 'lasting', json(200, { active: true }), 'alive'],
    ['notion', 'lasting', json(200, { active: false }), 'dead revoked'],
    ['notion', 'refreshable', json(200, { active: false }), 'stale revoked'],
    ['notion', 'lasting', json(200, { active: 'yes' }), 'malformed'],
    ['notion', 'lasting', json(401, { error: 'invalid_client' }), 'misconfigured'],
    ['notion', 'lasting', json(409, { code: 'conflict_error' }), 'unavailable'],
    ['notion', 'lasting', json(403, { code: 'restricted_resource' }), 'malformed'],
    ['telegram', 'own bot', json(200, { ok: true, result: { id: 12 } }), 'alive'],
    ['telegram', 'own bot', telegram(401), 'dead revoked'],
    ['telegram', 'own bot', telegram(403), 'malformed'],
    ['telegram', 'own bot', telegram(409), 'malformed'],
    ['telegram', 'shared bot', json(200, { ok: true, result: { id: 99 } }), 'alive'],
    ['telegram', 'shared bot', telegram(401), 'misconfigured'],
  ]
  it.each(table)('%s, %s: %j is %s', async (service, kind, answer, expected) => {
    expect(await outcomeOf(service, 'check', kind, answer)).toBe(expected)
  })

  const kinds = services.map(
    (service) => [service, service === 'telegram' ? 'own bot' : 'refreshable'] as const,
  )
  it.each(kinds)(
    '%s: what is not an answer never counts against the grant',
    async (service, kind) => {
      for (const status of [408, 429, 500, 502, 503, 504]) {
        for (const body of ['', '<html>', '{"ok":false,"error":"token_revoked"}']) {
          const answer = { status, body }
          expect(await outcomeOf(service, 'check', kind, answer)).toBe('unavailable')
          expect(await outcomeOf(service, 'identify', kind, answer)).toMatch(
            /unavailable|Acme|malformed/,
          )
          expect(await outcomeOf(service, 'revoke', kind, answer)).toBe(
            service === 'telegram' ? 'by_hand' : 'unavailable',
          )
        }
      }
      for (const failure of ['timeout', 'unavailable', 'malformed'] as const) {
        const answer = () => {
          throw new ProviderError(service, failure, 'none')
        }
        expect(await outcomeOf(service, 'check', kind, answer)).toBe(failure)
        expect(await outcomeOf(service, 'revoke', kind, answer)).toBe(
          service === 'telegram' ? 'by_hand' : failure,
        )
      }
    },
  )

  it('finds Slack’s grant dead when the person took back their own token', async () => {
    const details = { ...lasting.details, user_token: 'user-1', user_scopes: 'search:read.public' }
    const client = fakeProvider((request) =>
      request.headers.get('authorization') === 'Bearer user-1'
        ? respond(slack('token_revoked'))
        : respond(json(200, { ok: true })),
    )
    expect(await providers.slack.check({ ...lasting, details }, client)).toEqual({
      state: 'dead',
      reason: 'revoked',
    })
  })
})
