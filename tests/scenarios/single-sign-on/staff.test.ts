import { afterAll, beforeEach, expect, test } from 'vitest'
import { findSignedInStaff } from '@/lib/dashboard/staff/signed-in-staff'
import { createOperatorStaff } from '@/lib/platform/access/staff/operator-staff'
import { startIssuer } from '@/tests/support/issuer'
import { openSignOnScene, signOn } from '@/tests/support/sign-on-scene'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('support staff who sign in at an issuer', async (openStore) => {
  const issuer = await startIssuer()
  afterAll(issuer.stop)
  const storage = await openStore()
  const { server, dashboard, openBrowser } = openSignOnScene(storage, issuer, {
    defaultRole: 'member',
    staffClaim: { name: 'groups', value: 'support' },
  })
  const admin = await server.client()
  const operator = createOperatorStaff({ storage, log: dashboard.log, now: Date.now })
  let count = 0

  beforeEach(() => {
    issuer.faults = {}
    issuer.userInfo = {}
    const sub = `staff-${++count}`
    issuer.claims = {
      sub,
      name: `Person ${count}`,
      email: `${sub}@miteos.test`,
      groups: ['support'],
    }
  })

  const staffIn = async (browser: ReturnType<typeof openBrowser>) =>
    (await findSignedInStaff(dashboard, browser.cookieHeader()))?.member.name

  test('are staff by the claim, belong to no account, and are the same person the next time', async () => {
    const before = await (await admin.get('/v1/people?limit=200')).json()
    const browser = openBrowser()
    expect(await signOn(browser, issuer, { callbackUrl: '/activity' })).toBe('/support')
    expect(await staffIn(browser)).toBe(`Person ${count}`)
    expect((await browser.api('GET', '/v1/account')).status).toBe(401)
    expect(await (await admin.get('/v1/people?limit=200')).json()).toEqual(before)
    expect(await signOn(openBrowser(), issuer)).toBe('/support')
    const own = (await operator.list()).filter(
      ({ email }) => email === `staff-${count}@miteos.test`,
    )
    expect(own).toHaveLength(1)
  })

  test('are no staff any more from the sign-in on at which the claim is gone', async () => {
    const browser = openBrowser()
    await signOn(browser, issuer)
    issuer.claims = { ...issuer.claims, groups: ['sales'] }
    expect(await signOn(openBrowser(), issuer)).toBe('/integrations')
    expect(await staffIn(browser)).toBeUndefined()
    issuer.claims = { ...issuer.claims, groups: ['support'] }
    const again = openBrowser()
    await signOn(again, issuer)
    expect(await staffIn(again)).toBe(`Person ${count}`)
  })

  test('stay out whom the operator has removed, whatever the claim says', async () => {
    await signOn(openBrowser(), issuer)
    const own = (await operator.list()).find(({ email }) => email === `staff-${count}@miteos.test`)
    await operator.remove(own?.personId ?? '')
    const browser = openBrowser()
    await signOn(browser, issuer)
    expect(await staffIn(browser)).toBeUndefined()
  })

  test('come in with a link and are pinned to the issuer, and nobody else has the link', async () => {
    issuer.claims = { ...issuer.claims, groups: [] }
    const { secret } = await operator.add(`pinned-${count}@miteos.test`)
    const browser = openBrowser()
    expect(await signOn(browser, issuer, { link: secret, callbackUrl: '/support' })).toBe(
      '/support',
    )
    expect(await staffIn(browser)).toBe(`Person ${count}`)
    expect(await signOn(openBrowser(), issuer)).toBe('/support')
    issuer.claims = { ...issuer.claims, sub: 'somebody-else' }
    const other = openBrowser()
    expect(await signOn(other, issuer, { link: secret })).toContain('error=link_')
    expect(await staffIn(other)).toBeUndefined()
  })

  test('are told that a link was too old, and not that they are somebody else', async () => {
    const secret = (await operator.add(`staff-${count}@miteos.test`)).secret
    await storage.db.updateTable('staff_links').set({ expires_at: 0 }).execute()
    issuer.claims = { ...issuer.claims, groups: [] }
    expect(await signOn(openBrowser(), issuer, { link: secret })).toContain('error=link_invalid')
  })

  test('come in with a passkey only when the operator gave them a link', async () => {
    const { db } = storage
    const browser = openBrowser()
    await signOn(browser, issuer)
    const { secret } = await operator.add(`key-${count}@miteos.test`)
    await signOn(openBrowser(), issuer, { link: secret, callbackUrl: '/support' })
    const member = (await operator.list()).find(({ name }) => name === `Person ${count}`)
    expect(await dashboard.embedded?.staff.isAddedByOperator(member?.personId ?? '')).toBe(true)
    issuer.claims = { ...issuer.claims, groups: [] }
    expect(await signOn(openBrowser(), issuer)).toBe('/support')

    issuer.claims = { sub: `by-claim-${count}`, name: 'By claim', groups: ['support'] }
    await signOn(openBrowser(), issuer)
    const byClaim = await db
      .selectFrom('people')
      .select('id')
      .where('name', '=', 'By claim')
      .executeTakeFirstOrThrow()
    expect(await dashboard.embedded?.staff.find(byClaim.id)).not.toBeNull()
    expect(await dashboard.embedded?.staff.isAddedByOperator(byClaim.id)).toBe(false)
  })

  test('are members too when a claim or an admin gives them a role, and have both sessions then', async () => {
    issuer.claims = { ...issuer.claims, groups: ['sales'] }
    const member = openBrowser()
    expect(await signOn(member, issuer)).toBe('/integrations')
    issuer.claims = { ...issuer.claims, groups: ['sales', 'support'] }
    const both = openBrowser()
    expect(await signOn(both, issuer)).toBe('/integrations')
    expect(await staffIn(both)).toBe(`Person ${count}`)
    expect((await both.api('GET', '/v1/account')).status).toBe(200)
  })
})
