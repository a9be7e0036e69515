import { afterAll, beforeEach, expect, test } from 'vitest'
import type { OidcSettings } from '@/lib/dashboard/env/oidc-env'
import { startIssuer } from '@/tests/support/issuer'
import type { PersonalBrowser } from '@/tests/support/people-scene'
import { openSignOnScene, signOn } from '@/tests/support/sign-on-scene'
import { describeOnBothStores } from '@/tests/support/stores'

const byGroups: Partial<OidcSettings> = {
  roleClaim: 'groups',
  roleRules: [
    { group: 'it', role: 'admin' },
    { group: 'help', role: 'support' },
    { group: 'everybody', role: 'member' },
  ],
}

describeOnBothStores('the role of somebody who signs in at an issuer', async (openStore) => {
  const issuer = await startIssuer()
  afterAll(issuer.stop)
  const storage = await openStore()
  const scene = openSignOnScene(storage, issuer, byGroups)
  const { openBrowser, logged } = scene
  const admin = await scene.server.client()
  const liveAdmin = await scene.server.client({ environment: 'live' })
  let count = 0

  beforeEach(() => {
    issuer.claims = { sub: `person-${++count}`, name: `Person ${count}` }
    issuer.userInfo = {}
  })

  const personOf = async (browser: PersonalBrowser) =>
    (await (await browser.api('GET', '/v1/account')).json()).actor
  const roleOf = async (browser: PersonalBrowser) =>
    (await (await browser.api('GET', '/v1/account')).json()).role

  async function setRole(browser: PersonalBrowser, role: string) {
    const { id } = await personOf(browser)
    const body = JSON.stringify({ role })
    const headers = { 'content-type': 'application/json' }
    expect((await liveAdmin.send('PATCH', `/v1/people/${id}`, { body, headers })).status).toBe(200)
  }

  test.each([
    ['the first rule that fits counts', { groups: ['everybody', 'it', 'other'] }, 'admin'],
    ['one group may stand alone', { groups: 'help' }, 'support'],
  ])('%s', async (_, claims, role) => {
    Object.assign(issuer.claims, claims)
    const browser = openBrowser()
    expect(await signOn(browser, issuer)).toBe('/integrations')
    expect(await roleOf(browser)).toBe(role)
  })

  test('groups may come from the userinfo endpoint', async () => {
    issuer.userInfo = { groups: ['everybody'] }
    const browser = openBrowser()
    await signOn(browser, issuer)
    expect(await roleOf(browser)).toBe('member')
  })

  test.each([
    ['no group', {}],
    ['a group without a role', { groups: ['kitchen'] }],
    ['a group that only looks the same', { groups: ['IT', 'it '] }],
    ['a claim of another form', { groups: { it: true } }],
  ])('with %s, a new person is told whom to ask, and no session begins', async (_, claims) => {
    Object.assign(issuer.claims, claims)
    const browser = openBrowser()
    expect(await signOn(browser, issuer)).toContain('error=sso_no_role')
    expect(browser.cookies.has('miteos-session')).toBe(false)
    const people = await (await admin.get('/v1/people?limit=200')).json()
    expect(JSON.stringify(people)).not.toContain(String(issuer.claims.name))
    const [refused] = await (await admin.get('/v1/activity?type=person.join')).json()
    expect(refused).toMatchObject({
      outcome: 'refused',
      reason: 'no_role',
      actor: { kind: 'system', name: 'single sign-on' },
      target: { name: issuer.claims.name },
    })
  })

  test('claims go before what an admin set, and what an admin set counts when they say nothing', async () => {
    issuer.claims.groups = ['everybody']
    const browser = openBrowser()
    await signOn(browser, issuer)
    await setRole(browser, 'support')
    expect(await roleOf(browser)).toBe('support')
    await signOn(browser, issuer)
    expect(await roleOf(browser)).toBe('member')
    delete issuer.claims.groups
    await signOn(browser, issuer)
    expect(await roleOf(browser)).toBe('support')
  })

  test('who loses every group is no member any more: sessions and API tokens of theirs end', async () => {
    issuer.claims.groups = ['it']
    const browser = openBrowser()
    await signOn(browser, issuer)
    const body = { name: 'CI', role: 'admin' }
    const { token } = await (await browser.api('POST', '/v1/tokens', body)).json()
    const elsewhere = openBrowser()
    const { id } = await personOf(browser)
    delete issuer.claims.groups
    expect(await signOn(elsewhere, issuer)).toContain('error=sso_no_role')
    expect((await browser.api('GET', '/v1/account')).status).toBe(401)
    const withToken = await scene.server.anonymous('GET', '/v1/account', {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(withToken.status).toBe(401)
    const activity = await (await admin.get('/v1/activity?limit=5')).json()
    expect(activity).toContainEqual(
      expect.objectContaining({
        type: 'person.removed',
        reason: 'no_role',
        actor: { kind: 'system', id: 'single_sign_on', name: 'single sign-on' },
        target: expect.objectContaining({ id }),
      }),
    )
    issuer.claims.groups = ['everybody']
    expect(await signOn(elsewhere, issuer)).toBe('/integrations')
    expect(await personOf(elsewhere)).toMatchObject({ id })
    expect(await roleOf(elsewhere)).toBe('member')
  })

  test('a role that claims change acts on the next request of every session', async () => {
    issuer.claims.groups = ['it']
    const [one, other] = [openBrowser(), openBrowser()]
    await signOn(one, issuer)
    expect((await one.api('GET', '/v1/invitations')).status).toBe(200)
    issuer.claims.groups = ['everybody']
    await signOn(other, issuer)
    expect((await one.api('GET', '/v1/invitations')).status).toBe(403)
  })

  test('claims also end the role of the last admin, and the operator reads it in the log', async () => {
    const alone = openSignOnScene(await openStore(), issuer, byGroups)
    await alone.server.client()
    issuer.claims.groups = ['it']
    const browser = alone.openBrowser()
    await signOn(browser, issuer)
    issuer.claims.groups = ['everybody']
    await signOn(browser, issuer)
    expect(await roleOf(browser)).toBe('member')
    expect(alone.server.logged()).toContain('left the account without an admin')
  })

  test('who was removed by an admin stays out, whatever the claims say, until somebody invites them', async () => {
    const ada = await scene.firstAdmin('default', 'Ada')
    issuer.claims.groups = ['it']
    const browser = openBrowser()
    await signOn(browser, issuer)
    const { id } = await personOf(browser)
    expect((await liveAdmin.delete(`/v1/people/${id}`)).status).toBe(204)
    expect((await browser.api('GET', '/v1/account')).status).toBe(401)
    const refused = await signOn(browser, issuer)
    expect(refused).toContain('error=sso_removed')
    const [activity] = await (await admin.get(`/v1/activity?actor=${id}`)).json()
    expect(activity).toMatchObject({ type: 'session.begin', reason: 'removed' })
    const link = await scene.invite(ada, 'member')
    expect(await signOn(browser, issuer, { link })).toBe('/integrations')
    expect(await personOf(browser)).toMatchObject({ id })
    expect(await roleOf(browser)).toBe('admin')
    expect(await signOn(openBrowser(), issuer)).toBe('/integrations')
    expect(logged.join()).not.toContain(link)
  })

  test('a role claim that only an unreachable endpoint could tell lets nobody in', async () => {
    const strict = openSignOnScene(storage, issuer, { ...byGroups, defaultRole: 'member' })
    Object.assign(issuer.userInfo, { sub: 'somebody else', groups: ['it'] })
    expect(await signOn(strict.openBrowser(), issuer)).toContain('error=sso_refused')
  })
})

describeOnBothStores('the account of somebody who signs in at an issuer', async (openStore) => {
  const issuer = await startIssuer()
  afterAll(issuer.stop)
  const storage = await openStore()
  const several = openSignOnScene(storage, issuer, { defaultRole: 'member' })
  const [first, second] = [
    await several.server.client({ account: 'First' }),
    await several.server.client({ account: 'Second' }),
  ]

  test('is the configured one of several', async () => {
    issuer.claims = { sub: 'ana', name: 'Ana' }
    const accountId = second.accountId
    const { openBrowser } = openSignOnScene(storage, issuer, { defaultRole: 'member', accountId })
    const ana = openBrowser()
    expect(await signOn(ana, issuer)).toBe('/integrations')
    const { id } = await (await ana.api('GET', '/v1/account')).json()
    expect(id).toBe(accountId)
    expect(await (await first.get('/v1/people')).json()).toEqual([])
  })

  test('is not guessed among several, and the operator is told what to set', async () => {
    issuer.claims = { sub: 'bea', name: 'Bea' }
    expect(await signOn(several.openBrowser(), issuer)).toContain('error=sso_no_role')
    expect(several.server.logged()).toContain('OIDC_ACCOUNT')
  })

  test('has to exist when the server starts', async () => {
    const unknown = openSignOnScene(storage, issuer, { accountId: 'acct_none' })
    await expect(unknown.server.platform.start()).rejects.toThrow(
      `OIDC_ACCOUNT names no account. There are ${first.accountId} ("First"), ${second.accountId} ("Second")`,
    )
  })
})
