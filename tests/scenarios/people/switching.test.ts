import { expect, test } from 'vitest'
import { listIntegrations } from '@/lib/dashboard/integrations/integrations-api'
import { sessionOfCookie } from '@/lib/dashboard/sessions/session-of-cookie'
import { signOut } from '@/lib/dashboard/sign-in/sign-out'
import { switchAccount } from '@/lib/dashboard/sign-in/switch-account'
import { openPeopleScene, type PersonalBrowser } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('switching the account and the environment', async (openStore) => {
  const { server, dashboard, firstAdmin, invite } = openPeopleScene(await openStore())

  const whereIs = async (browser: PersonalBrowser) => {
    const { id, name, environment, role } = await (await browser.api('GET', '/v1/account')).json()
    return { id, name, environment, role }
  }
  const move = (browser: PersonalBrowser, account: string, environment: string, person = '') =>
    browser.post(switchAccount, '/switch', {
      fields: { account, environment, ...(person && { person }) },
    })

  test('a person goes on in the other environment and in another account without signing in', async () => {
    const grace = await firstAdmin('Acme')
    const ada = await firstAdmin('Analytical', 'Ada')
    const analytical = await whereIs(ada)
    await ada.submit({ link: await invite(grace, 'member'), as: 'session' })
    const acme = await whereIs(ada)
    expect(acme).toMatchObject({ name: 'Acme', environment: 'test', role: 'member' })

    const { headers } = await move(ada, acme.id, 'live')
    expect(headers.get('location')).toBe('/integrations')
    expect(await whereIs(ada)).toMatchObject({ name: 'Acme', environment: 'live' })
    await move(ada, analytical.id, 'test')
    expect(await whereIs(ada)).toEqual(analytical)
    expect((await ada.get(listIntegrations, '/api/integrations')).status).toBe(200)
  })

  test('the session before ends, and the new one lasts no longer than that would have', async () => {
    const grace = await firstAdmin('Ends')
    const cookie = grace.cookieHeader()
    const before = await sessionOfCookie(dashboard, cookie)
    const { id } = await whereIs(grace)
    await move(grace, id, 'live')
    expect(await sessionOfCookie(dashboard, cookie)).toBeNull()
    const after = await sessionOfCookie(dashboard, grace.cookieHeader())
    expect(after?.beganAt).toBe(before?.beganAt)
    const answer = await server.anonymous('GET', '/v1/account', {
      headers: { authorization: `Bearer ${before?.bearer()}` },
    })
    expect(answer.status).toBe(401)
  })

  test('nobody gets into an account to which they do not belong', async () => {
    const grace = await firstAdmin('Closed')
    const ada = await firstAdmin('Open', 'Ada')
    const { id } = await whereIs(grace)
    for (const [account, environment] of [
      [id, 'test'],
      ['acct_nothing', 'test'],
      [(await whereIs(ada)).id, 'staging'],
    ] as const) {
      expect((await move(ada, account, environment)).status).toBe(403)
      expect(await whereIs(ada)).toMatchObject({ name: 'Open', environment: 'test' })
    }
  })

  test('a page of another account or environment changes nothing', async () => {
    const grace = await firstAdmin('Old tab')
    const session = await sessionOfCookie(dashboard, grace.cookieHeader())
    const { id } = await whereIs(grace)
    await move(grace, id, 'live')
    const old = await move(grace, id, 'test', session?.personId)
    expect(old.status).toBe(409)
    expect(await old.text()).toContain(
      'has switched to Old tab, the live environment, and this page was for Old tab, the test environment',
    )
    expect(await whereIs(grace)).toMatchObject({ environment: 'live' })
    const headers = { 'x-miteos-person': session?.personId ?? '' }
    const read = await grace.send(listIntegrations, '/api/integrations', { headers })
    expect(await read.json()).toMatchObject({ status: 409, code: 'place_changed' })

    const fields = { person: session?.personId ?? '' }
    const out = await grace.post(signOut, '/sign-out', { fields })
    expect(out.headers.get('location')).toBe('/sign-in')
    expect(await sessionOfCookie(dashboard, grace.cookieHeader())).toBeNull()
  })

  test('a page of an account that the person has left tells so, and its "Sign out" signs out', async () => {
    const bob = await firstAdmin('Left', 'Bob')
    const alice = await firstAdmin('Still hers', 'Alice')
    await alice.submit({ link: await invite(bob, 'member'), as: 'session' })
    const left = await sessionOfCookie(dashboard, alice.cookieHeader())
    const person = left?.personId ?? ''
    const { actor } = await (await alice.api('GET', '/v1/account')).json()
    await bob.api('DELETE', `/v1/people/${actor.id}`)
    await alice.signIn()
    const { id } = await whereIs(alice)

    const old = await move(alice, id, 'live', person)
    expect(old.status).toBe(409)
    const text = await old.text()
    expect(text).toContain('You can no longer work in Left, for which this page was.')
    expect(text).toContain('This browser now works in Still hers, the test environment.')
    const headers = { 'x-miteos-person': person }
    const read = await alice.send(listIntegrations, '/api/integrations', { headers })
    expect(await read.json()).toMatchObject({ status: 409, code: 'place_changed' })

    const stranger = await sessionOfCookie(dashboard, bob.cookieHeader())
    const foreign = { person: stranger?.personId ?? '' }
    expect((await alice.post(signOut, '/sign-out', { fields: foreign })).status).toBe(409)
    const out = await alice.post(signOut, '/sign-out', { fields: { person } })
    expect(out.headers.get('location')).toBe('/sign-in')
    expect(await sessionOfCookie(dashboard, alice.cookieHeader())).toBeNull()
  })
})
