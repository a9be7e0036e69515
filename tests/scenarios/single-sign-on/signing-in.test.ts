import { afterAll, beforeEach, expect, test } from 'vitest'
import { signOut } from '@/lib/dashboard/sign-in/sign-out'
import { startIssuer } from '@/tests/support/issuer'
import { comeBack, leave, openSignOnScene, signOn } from '@/tests/support/sign-on-scene'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('signing in at an issuer', async (openStore) => {
  const issuer = await startIssuer()
  afterAll(issuer.stop)
  const storage = await openStore()
  const scene = openSignOnScene(storage, issuer, { defaultRole: 'member' })
  const { server, openBrowser } = scene
  const admin = await server.client()

  beforeEach(() => {
    issuer.faults = {}
    issuer.userInfo = {}
    issuer.claims = { sub: 'ana', name: 'Ana Lopez', email: 'ana@example.com' }
  })

  test('somebody whom the default lets in becomes a person of the account, and is the same one the next time', async () => {
    const ana = openBrowser()
    expect(await signOn(ana, issuer, { callbackUrl: '/activity' })).toBe('/activity')
    const account = await (await ana.api('GET', '/v1/account')).json()
    expect(account).toMatchObject({
      role: 'member',
      environment: 'test',
      actor: { kind: 'person', name: 'Ana Lopez' },
    })
    expect(ana.cookies.has('miteos-sso')).toBe(false)
    const [person] = await (await admin.get('/v1/people')).json()
    expect(person).toMatchObject({
      name: 'Ana Lopez',
      email: 'ana@example.com',
      role: 'member',
      sign_in: ['sso'],
    })
    issuer.claims = { sub: 'ana', name: 'Ana Maria Lopez', email: 'ana.maria@example.com' }
    const other = openBrowser()
    await signOn(other, issuer)
    const again = await (await other.api('GET', '/v1/account')).json()
    expect(again.actor).toEqual({ ...account.actor, name: 'Ana Maria Lopez' })
    expect((await (await admin.get('/v1/people')).json())[0].email).toBe('ana.maria@example.com')
    const activity = await (await admin.get(`/v1/activity?actor=${account.actor.id}`)).json()
    expect(activity.at(-1)).toMatchObject({ type: 'person.joined', reason: 'member' })
    expect(activity[0]).toMatchObject({ type: 'session.began', outcome: 'done', reason: 'sso' })
  })

  test('the same address of e-mail from another subject is another person', async () => {
    await signOn(openBrowser(), issuer)
    issuer.claims = { sub: 'not-ana', name: 'Ana Lopez', email: 'ana@example.com' }
    const other = openBrowser()
    await signOn(other, issuer)
    const { actor } = await (await other.api('GET', '/v1/account')).json()
    const people: { id: string; email: string }[] = await (await admin.get('/v1/people')).json()
    const named = people.filter(({ email }) => email === 'ana@example.com')
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter(({ id }) => id !== actor.id)).not.toHaveLength(named.length)
  })

  test('what the id token leaves out comes from the userinfo endpoint', async () => {
    issuer.claims = { sub: 'bea' }
    issuer.userInfo = { name: 'Bea', email: 'bea@example.com' }
    const bea = openBrowser()
    expect(await signOn(bea, issuer)).toBe('/integrations')
    const people = await (await admin.get('/v1/people')).json()
    expect(people).toContainEqual(
      expect.objectContaining({ name: 'Bea', email: 'bea@example.com' }),
    )
  })

  test('a userinfo endpoint that names somebody else adds nothing', async () => {
    issuer.claims = { sub: 'carl', name: 'Carl' }
    issuer.userInfo = { sub: 'eve', email: 'eve@example.com' }
    expect(await signOn(openBrowser(), issuer)).toBe('/integrations')
    const people = await (await admin.get('/v1/people')).json()
    expect(JSON.stringify(people)).not.toContain('eve@example.com')
  })

  test('signing out ends the session, and going back in the browser does not bring it back', async () => {
    const ana = openBrowser()
    const back = await issuer.allow(await leave(ana))
    const before = new Map(ana.cookies)
    expect(await comeBack(ana, back)).toBe('/integrations')
    const cookie = ana.cookies.get('miteos-session') ?? ''
    await ana.post(signOut, '/sign-out', {})
    ana.cookies.set('miteos-session', cookie)
    await expect(ana.api('GET', '/v1/account')).resolves.toHaveProperty('status', 401)
    ana.cookies.clear()
    for (const [name, value] of before) ana.cookies.set(name, value)
    expect(await comeBack(ana, back)).toContain('error=sso_restart')
    expect(ana.cookies.has('miteos-session')).toBe(false)
  })

  test('a way back that the browser follows twice at once leads to one session', async () => {
    const ana = openBrowser()
    const back = await issuer.allow(await leave(ana))
    issuer.tokenRequests.length = 0
    const elsewhere = openBrowser()
    for (const [name, value] of ana.cookies) elsewhere.cookies.set(name, value)
    const ends = await Promise.all([comeBack(ana, back), comeBack(elsewhere, back)])
    expect(ends).toEqual(['/integrations', '/integrations'])
    expect(issuer.tokenRequests).toHaveLength(1)
    for (const browser of [ana, elsewhere])
      expect((await browser.api('GET', '/v1/account')).status).toBe(200)
  })

  test('two dashboards on one store share a sign-in: one sends away, the other takes back', async () => {
    const other = openSignOnScene(storage, issuer, { defaultRole: 'member' })
    const ana = openBrowser()
    const back = await issuer.allow(await leave(ana))
    const there = other.openBrowser()
    for (const [name, value] of ana.cookies) there.cookies.set(name, value)
    expect(await comeBack(there, back)).toBe('/integrations')
    expect(await comeBack(ana, back)).toBe('/integrations')
  })

  test('many first sign-ins of one person at once make one person', async () => {
    issuer.claims = { sub: 'dora', name: 'Dora' }
    const ends = await Promise.all([1, 2, 3, 4].map(() => signOn(openBrowser(), issuer)))
    expect(ends).toEqual(Array(4).fill('/integrations'))
    const people: { name: string }[] = await (await admin.get('/v1/people?limit=200')).json()
    expect(people.filter(({ name }) => name === 'Dora')).toHaveLength(1)
  })

  test('a new session replaces the earlier one of the browser', async () => {
    const ana = openBrowser()
    await signOn(ana, issuer)
    const first = ana.cookies.get('miteos-session') ?? ''
    await signOn(ana, issuer)
    expect(ana.cookies.get('miteos-session')).not.toBe(first)
    ana.cookies.set('miteos-session', first)
    await expect(ana.api('GET', '/v1/account')).resolves.toHaveProperty('status', 401)
  })

  test('nothing that the issuer gave reaches the browser, the log or the store', async () => {
    let secrets: string[] = []
    issuer.faults.answer = ({ body }) => {
      if (body !== '')
        secrets = ['access_token', 'id_token', 'refresh_token'].map((name) => String(body[name]))
    }
    const ana = openBrowser()
    const back = await issuer.allow(await leave(ana))
    await comeBack(ana, back)
    const code = back.searchParams.get('code') ?? ''
    const rows = await Promise.all(
      (['sessions', 'identities', 'spent_states', 'tokens', 'activity'] as const).map((table) =>
        storage.db.selectFrom(table).selectAll().execute(),
      ),
    )
    const kept = JSON.stringify([rows, scene.logged, server.logged(), [...ana.cookies]])
    expect(secrets).toHaveLength(3)
    for (const secret of [...secrets, code, back.searchParams.get('state') ?? ''])
      expect(kept.includes(secret)).toBe(false)
  })
})
