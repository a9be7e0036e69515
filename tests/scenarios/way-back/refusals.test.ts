import { expect, test } from 'vitest'
import { describeOnBothStores } from '@/tests/support/stores'
import {
  begin,
  causeOf,
  code,
  complete,
  finish,
  openCallback,
  type Query,
  startWayBack,
} from '@/tests/support/way-back'

describeOnBothStores('a way back that is refused', async (openStore) => {
  const storage = await openStore()

  const refusals: [name: string, query: (state: string) => Query, cause: string][] = [
    [
      'a code that nobody here asked for',
      () => ({ oauth_code: code, state: 'x'.repeat(43) }),
      'nothing_to_finish',
    ],
    ['nothing at all', () => ({}), 'nothing_to_finish'],
    ['no state', () => ({ oauth_code: code, service: 'slack' }), 'nothing_to_finish'],
    [
      'the code of another service',
      (state) => ({ oauth_code: code, service: 'gmail', state }),
      'other_service',
    ],
    [
      'a service that nobody knows',
      (state) => ({ oauth_code: code, service: '__proto__', state }),
      'other_service',
    ],
    [
      'another issuer',
      (state) => ({ oauth_code: code, state, iss: 'https://evil.example' }),
      'malformed',
    ],
    ['a denial', (state) => ({ error: 'access_denied', state }), 'cancelled'],
    [
      'an unknown error',
      (state) => ({ error: '<b>\u202Eevil', error_description: 'x'.repeat(8192), state }),
      'provider_refused',
    ],
    ...Object.entries({
      misconfigured: 'registration_refused',
      app_suspended: 'app_suspended',
      scopes_refused: 'scopes_refused',
      admin_blocked: 'admin_blocked',
      org_only: 'org_only',
      interaction_required: 'interaction_required',
      email_unverified: 'email_unverified',
      invalid_request: 'provider_refused',
      // A remote Miteos may pass on the vendor's own error codes.
      redirect_uri_mismatch: 'registration_refused',
      application_suspended: 'app_suspended',
      admin_policy_enforced: 'admin_blocked',
      org_internal: 'org_only',
    }).map(([error, cause]): (typeof refusals)[number] => [
      `the error ${error}`,
      (state) => ({ error, state }),
      cause,
    ]),
    [
      'a provider that is down',
      (state) => ({ error: 'temporarily_unavailable', state }),
      'provider_down',
    ],
    ['nothing granted', (state) => ({ error: 'invalid_scope', state }), 'missing_permissions'],
    [
      'a code and an error',
      (state) => ({ oauth_code: code, error: 'access_denied', state }),
      'malformed',
    ],
    [
      'two codes',
      (state) =>
        new URLSearchParams([
          ['oauth_code', 'a'],
          ['oauth_code', 'b'],
          ['state', state],
        ]),
      'malformed',
    ],
    [
      'two states',
      (state) =>
        new URLSearchParams([
          ['oauth_code', 'a'],
          ['state', state],
          ['state', 'b'],
        ]),
      'malformed',
    ],
    ['a code under another name', (state) => ({ code, state }), 'malformed'],
    ['an empty code', (state) => ({ oauth_code: '', state }), 'malformed'],
    ['a code of 5 KB', (state) => ({ oauth_code: 'a'.repeat(5120), state }), 'malformed'],
    ['a code with a line break', (state) => ({ oauth_code: 'a\r\nb', state }), 'malformed'],
  ]

  test.each(refusals)('%s is refused before anything is spent', async (_name, queryFor, cause) => {
    const { dashboard, person, browser, posts } = await startWayBack(storage)
    const { state } = await begin(browser)
    const query = queryFor(state)
    const { wayBack, addresses } = await openCallback(dashboard, person, query)
    expect(causeOf(wayBack)).toBe(cause)
    expect(wayBack).toMatchObject({ referenceId: expect.stringMatching(/^(att_|reference-1)/) })
    expect(addresses.join()).not.toMatch(/state=|oauth_code=|description|%3Cb|evil/)

    const posted = await complete(browser, query)
    expect([posted.status, posts()]).toEqual([303, 0])
    const good = { oauth_code: code, service: 'slack', state }
    expect(await finish(dashboard, person, good), 'the starter can still finish').toContain(
      'connected=',
    )
  })
})
