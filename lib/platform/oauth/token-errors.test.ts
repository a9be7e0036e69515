import { expect, it } from 'vitest'
import { canary, failureOf, goodAnswers, oauthServices } from '@/tests/support/token-answers'

const htmlAnswer = () =>
  new Response(`<html>${canary}</html>`, { headers: { 'content-type': 'text/html' } })

it.each(oauthServices)('%s: an answer that is no JSON object is malformed', async (service) => {
  const bodies = ['', 'null', '[]', '"text"', '42', `{"access_token":"${canary}"`, canary]
  for (const body of bodies) {
    const headers = { 'content-type': 'application/json' }
    expect(await failureOf(service, new Response(body, { headers }))).toMatch(/^malformed /)
  }
  expect(await failureOf(service, htmlAnswer())).toBe('malformed not_json')
})

it.each(oauthServices)('%s: 408, 429 and 5xx are no refusal of the code', async (service) => {
  for (const status of [408, 429, 500, 502, 503, 504]) {
    const body = { error: 'invalid_grant', error_description: canary }
    expect(await failureOf(service, Response.json(body, { status }))).toMatch(/^unavailable /)
  }
})

it.each(oauthServices)(
  '%s: an answer 200 with an error is a refusal, even when it contains a token',
  async (service) => {
    const body = { ...goodAnswers[service], ok: false, error: 'invalid_grant' }
    expect(await failureOf(service, Response.json(body))).toBe('refused invalid_grant')
  },
)

it.each(oauthServices)(
  '%s: 401 is about our own registration, whatever the body says',
  async (service) => {
    const headers = { 'www-authenticate': 'Bearer realm="x", error="invalid_token"' }
    for (const body of [{}, { error: 'surprise' }, { error: { message: canary } }]) {
      const refusal = Response.json(body, { status: 401, headers })
      expect(await failureOf(service, refusal)).toMatch(/^misconfigured /)
    }
  },
)

/** The errors that each vendor documents for its token endpoint. */
it.each([
  ['gmail', 400, { error: 'invalid_grant', error_description: 'Bad Request' }, 'refused'],
  ['gmail', 400, { error: 'invalid_grant', error_subtype: 'invalid_rapt' }, 'refused'],
  ['gmail', 401, { error: 'invalid_client' }, 'misconfigured'],
  ['gmail', 400, { error: 'redirect_uri_mismatch' }, 'misconfigured'],
  ['google_ads', 400, { error: 'unauthorized_client' }, 'misconfigured'],
  ['slack', 200, { ok: false, error: 'invalid_code' }, 'refused'],
  ['slack', 200, { ok: false, error: 'code_already_used' }, 'refused'],
  ['slack', 200, { ok: false, error: 'code_expired' }, 'refused'],
  ['gmail', 400, { error: 'admin_policy_enforced' }, 'blocked'],
  ['gmail', 403, { error: 'org_internal' }, 'blocked'],
  ['gmail', 401, { error: 'deleted_client' }, 'misconfigured'],
  ['gmail', 400, { error: 'invalid_scope' }, 'misconfigured'],
  ['gmail', 400, { error: 'interaction_required' }, 'blocked'],
  ['gmail', 400, { error: 'something_new' }, 'unexplained'],
  ['slack', 200, { ok: false, error: 'bad_redirect_uri' }, 'misconfigured'],
  ['slack', 200, { ok: false, error: 'oauth_authorization_url_mismatch' }, 'misconfigured'],
  ['slack', 400, { ok: false, error: 'invalid_team_for_non_distributed_app' }, 'misconfigured'],
  ['slack', 200, { ok: false, error: 'no_scopes' }, 'misconfigured'],
  ['slack', 200, { ok: false, error: 'unapproved_scope' }, 'misconfigured'],
  ['slack', 200, { ok: false, error: 'invalid_refresh_token' }, 'refused'],
  ['slack', 400, { ok: false, error: 'invalid_grant' }, 'refused'],
  ['slack', 200, { ok: false, error: 'invalid_client_id' }, 'misconfigured'],
  ['slack', 200, { ok: false, error: 'bad_client_secret' }, 'misconfigured'],
  ['slack', 200, { ok: false, error: 'invalid_grant_type' }, 'misconfigured'],
  ['slack', 200, { ok: false, error: 'ratelimited' }, 'unavailable'],
  ['slack', 200, { ok: false, error: 'internal_error' }, 'unavailable'],
  ['slack', 200, { ok: false, error: 'fatal_error' }, 'unavailable'],
  ['slack', 200, { ok: false }, 'unexplained'],
  ['slack', 200, { ok: false, error: 'something_new' }, 'unexplained'],
  ['github', 200, { error: 'bad_verification_code' }, 'refused'],
  ['github', 200, { error: 'unverified_user_email' }, 'blocked'],
  ['github', 200, { error: 'application_suspended' }, 'misconfigured'],
  ['github', 200, { access_token: 'ghu_app', scope: '', token_type: 'bearer' }, 'misconfigured'],
  ['github', 200, { error: 'bad_refresh_token' }, 'refused'],
  ['github', 200, { error: 'redirect_uri_mismatch' }, 'misconfigured'],
  ['github', 200, { error: 'incorrect_client_credentials' }, 'misconfigured'],
  ['stripe', 400, { error: 'invalid_grant', error_description: 'Expired' }, 'refused'],
  ['stripe', 401, { error: { type: 'invalid_request_error' } }, 'misconfigured'],
  ['notion', 400, { error: 'invalid_grant' }, 'refused'],
  ['notion', 401, { error: 'invalid_client' }, 'misconfigured'],
  ['notion', 401, { object: 'error', status: 401, code: 'unauthorized' }, 'misconfigured'],
  ['notion', 400, { object: 'error', status: 400, code: 'validation_error' }, 'unexplained'],
] as const)(
  'an exchange that %s answers with %i %j fails as %s',
  async (service, status, body, expected) => {
    const answer = await failureOf(service, Response.json(body, { status }))
    expect(answer.split(' ')[0]).toBe(expected)
  },
)

it('the failure never contains an error code that could be a token', async () => {
  const body = { ok: false, error: canary }
  expect(await failureOf('slack', Response.json(body))).toBe('unexplained unknown_error')
})
