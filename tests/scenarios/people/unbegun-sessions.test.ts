import { expect, test } from 'vitest'
import { switchAccount } from '@/lib/dashboard/sign-in/switch-account'
import { storeLeavingAt } from '@/tests/support/breakable-store'
import type { PersonalBrowser } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'
import { openSupportScene } from '@/tests/support/support-scene'

describeOnBothStores('a session that could not begin', async (openStore) => {
  const { storage, leave, comeBack } = storeLeavingAt(await openStore(), 'sessions')
  const { firstAdmin, addStaff, open } = openSupportScene(storage)

  async function idOf(browser: PersonalBrowser) {
    return (await (await browser.api('GET', '/v1/account')).json()).id
  }

  /** Returns how many tokens of an account are alive. */
  async function countLiving(accountId: string) {
    const living = await storage.db
      .selectFrom('tokens')
      .select('id')
      .where('account_id', '=', accountId)
      .where('revoked_at', 'is', null)
      .execute()
    return living.length
  }

  test('because the store went away leaves no token when the store is back', async () => {
    const grace = await firstAdmin('Signing in')
    const accountId = await idOf(grace)
    leave()
    expect(await grace.signIn()).toBe('503')
    comeBack()
    await expect.poll(() => countLiving(accountId)).toBe(1)
    expect(await idOf(grace)).toBe(accountId)
  })

  test('in another environment leaves no token, and the person stays where they are', async () => {
    const grace = await firstAdmin('Switching')
    const accountId = await idOf(grace)
    leave()
    const fields = { account: accountId, environment: 'live' }
    expect((await grace.post(switchAccount, '/switch', { fields })).status).toBe(503)
    comeBack()
    await expect.poll(() => countLiving(accountId)).toBe(1)
    expect((await grace.api('GET', '/v1/account')).status).toBe(200)
  })

  test('of support staff leaves neither a token nor an open visit', async () => {
    const grace = await firstAdmin('Visited')
    const accountId = await idOf(grace)
    const email = 'ada@miteos.test'
    const ada = await addStaff(email, 'Ada')
    leave()
    expect(await open(ada, email, accountId)).toBe('503')
    comeBack()
    await expect.poll(() => countLiving(accountId)).toBe(1)
    const visits = await storage.db
      .selectFrom('support_visits')
      .select('closed_at')
      .where('account_id', '=', accountId)
      .execute()
    expect(visits).toEqual([{ closed_at: expect.any(Number) }])
  })
})
