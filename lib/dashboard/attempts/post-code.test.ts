import { expect, test } from 'vitest'
import { signedIn } from '@/tests/support/dashboard'
import { integration, problem } from '@/tests/support/fake-miteos'
import { describeOnBothStores } from '@/tests/support/stores'
import {
  begin,
  causeOf,
  code,
  complete,
  finish,
  openCallback,
  queryOf,
  startWayBack,
} from '@/tests/support/way-back'

describeOnBothStores('the code that is posted', async (openStore) => {
  const storage = await openStore()

  const failures: [name: string, answer: () => Response | Promise<Response>, cause: string][] = [
    [
      'an expired code',
      () => problem(400, 'invalid_oauth_code', { reason: 'expired' }),
      'code_expired',
    ],
    ['a used code', () => problem(400, 'invalid_oauth_code', { reason: 'used' }), 'code_used'],
    [
      'a refused code',
      () => problem(400, 'invalid_oauth_code', { reason: 'refused' }),
      'exchange_refused',
    ],
    ['400 without a body', () => new Response(null, { status: 400 }), 'exchange_refused'],
    ['409 without a body', () => new Response(null, { status: 409 }), 'code_used'],
    ['410', () => new Response(null, { status: 410 }), 'code_expired'],
    ['422 about scopes', () => problem(422, 'invalid_scope'), 'missing_permissions'],
    ['403', () => problem(403, 'forbidden'), 'not_allowed'],
    ['404', () => problem(404, 'not_found'), 'miteos_down'],
    ['429', () => problem(429, 'rate_limited'), 'miteos_down'],
    ['a provider error', () => problem(502, 'provider_error'), 'provider_down'],
    [
      'a refused registration',
      () => problem(502, 'provider_error', { reason: 'misconfigured' }),
      'registration_refused',
    ],
    [
      'an app that is suspended',
      () => problem(502, 'provider_error', { reason: 'app_suspended' }),
      'app_suspended',
    ],
    [
      'permissions that the app may not ask for',
      () => problem(502, 'provider_error', { reason: 'scopes_refused' }),
      'scopes_refused',
    ],
    [
      'an address that is not verified',
      () => problem(400, 'invalid_oauth_code', { reason: 'email_unverified' }),
      'email_unverified',
    ],
    [
      'a policy of the organisation',
      () => problem(400, 'invalid_oauth_code', { reason: 'admin_blocked' }),
      'admin_blocked',
    ],
    [
      'an app for one organisation',
      () => problem(400, 'invalid_oauth_code', { reason: 'org_only' }),
      'org_only',
    ],
    [
      'a provider that first needs the person',
      () => problem(400, 'invalid_oauth_code', { reason: 'interaction_required' }),
      'interaction_required',
    ],
    [
      'a server whose clock is wrong',
      () => problem(502, 'provider_error', { reason: 'clock_wrong' }),
      'clock_wrong',
    ],
    [
      'a refusal for an unknown reason',
      () => problem(502, 'provider_error', { reason: 'unexplained' }),
      'provider_refused',
    ],
    [
      'a provider that cannot be reached',
      () => problem(502, 'provider_error', { reason: 'unreachable' }),
      'provider_unreachable',
    ],
    ['a provider timeout', () => problem(504, 'provider_timeout'), 'provider_slow'],
    ['unavailable storage', () => problem(503, 'unavailable'), 'miteos_down'],
    ['500 without a body', () => new Response(null, { status: 500 }), 'unconfirmed'],
    ['a text that is not JSON', () => new Response('created!', { status: 201 }), 'unconfirmed'],
    ['a lost answer', () => Promise.reject(new TypeError('terminated')), 'unconfirmed'],
    ['another service', () => Response.json(integration({ service: 'gmail' })), 'unconfirmed'],
  ]

  test.each(failures)('%s leads to one POST and one cause', async (_name, answer, cause) => {
    const { dashboard, person, browser, posts, miteos } = await startWayBack(storage)
    miteos.on('POST /integrations', answer)
    const { state } = await begin(browser, 'slack', { return_to: '/integrations?status=error' })
    const query = { oauth_code: code, service: 'slack', state }
    const address = await finish(dashboard, person, query)
    const { wayBack } = await openCallback(dashboard, person, queryOf(address))
    expect(wayBack).toMatchObject({
      cause,
      service: 'slack',
      returnTo: '/integrations?status=error',
      referenceId: expect.stringMatching(/^att_/),
    })
    await complete(browser, query)
    expect(posts()).toBe(1)
  })

  test('after a lost answer the list shows that the connection was made', async () => {
    const { dashboard, person, browser, posts, miteos, clock } = await startWayBack(storage)
    miteos.on('POST /integrations', () => Promise.reject(new TypeError('terminated')))
    const connected_at = new Date(clock.now).toISOString()
    const old = integration({ id: 'int_old' })
    miteos.on('GET /integrations', () =>
      Response.json([old, integration({ id: 'int_new', connected_at })]),
    )
    const { state } = await begin(browser)
    const query = { oauth_code: code, service: 'slack', state }
    expect(await finish(dashboard, person, query)).toBe('/integrations?connected=int_new')
    expect(posts()).toBe(1)
  })

  test('a token that was revoked meanwhile leads to the sign-in page, and the code is posted once', async () => {
    const { dashboard, person, browser, posts, miteos } = await startWayBack(storage)
    miteos.on('POST /integrations', () => problem(401, 'unauthorized'))
    const { state } = await begin(browser)
    const query = { oauth_code: code, service: 'slack', state }
    expect(await finish(dashboard, person, query)).toMatch(/^\/sign-in\?error=revoked/)
    const newSignIn = await signedIn(dashboard)
    browser.cookies.set('miteos-session', newSignIn.browser.cookies.get('miteos-session') ?? '')
    expect(causeOf((await openCallback(dashboard, person, query)).wayBack)).toBe('session_ended')
    expect(posts()).toBe(1)
  })
})
