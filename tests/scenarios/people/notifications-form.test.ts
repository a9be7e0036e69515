import { expect, test } from 'vitest'
import { submitNotifications } from '@/lib/dashboard/notifications/notifications-form'
import { signOut } from '@/lib/dashboard/sign-in/sign-out'
import { dashboardOverPlatform } from '@/tests/support/dashboard-over-platform'
import { queryOfPage } from '@/tests/support/people-page'
import { openPeopleScene, type PersonalBrowser } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

const path = '/settings/notifications'

function choose(browser: Pick<PersonalBrowser, 'post'>, fields: Record<string, string>) {
  return browser.post(submitNotifications, `${path}/submit`, { fields })
}

describeOnBothStores('the form of the page about notifications', async (openStore) => {
  const { server, firstAdmin, join } = openPeopleScene(await openStore())
  const { db } = server.storage

  const wantsNone = async () =>
    (
      await db
        .selectFrom('memberships')
        .innerJoin('people', 'people.id', 'memberships.person_id')
        .select('name')
        .where('break_mails_off_at', 'is not', null)
        .orderBy('name')
        .execute()
    ).map(({ name }) => name)

  test('stops and starts the mails of one person in one account', async () => {
    const grace = await firstAdmin('Notified')
    const ada = await join(grace, 'member', 'Ada')
    expect(queryOfPage(await choose(ada, {}), path)).toEqual({ saved: '1' })
    expect(await wantsNone()).toEqual(['Ada'])
    expect(queryOfPage(await choose(ada, { break_mails: 'on' }), path)).toEqual({ saved: '1' })
    expect(await wantsNone()).toEqual([])
    await choose(grace, {})
    const types = await (await grace.api('GET', '/v1/activity?type=mail.unsubscribed')).json()
    expect(types).toMatchObject([{ actor: { name: 'Grace Hopper' } }, { actor: { name: 'Ada' } }])
    await choose(grace, { break_mails: 'on' })
  })

  test('changes nothing for somebody who has signed out, or was removed', async () => {
    const grace = await firstAdmin('Signed out')
    const ada = await join(grace, 'member', 'Ada')
    const people = await (await grace.api('GET', '/v1/people')).json()
    const { id } = people.find(({ name }: { name: string }) => name === 'Ada')
    await grace.api('DELETE', `/v1/people/${id}`)
    expect((await choose(ada, {})).headers.get('location')).toContain('/sign-in?error=revoked')
    await grace.post(signOut, '/sign-out', {})
    expect((await choose(grace, {})).headers.get('location')).toContain('/sign-in')
    expect(await wantsNone()).toEqual([])
  })

  test('is refused for an API token, which gets no mails', async () => {
    const { browser } = await dashboardOverPlatform(server)
    expect((await choose(browser, {})).status).toBe(403)
    expect(await wantsNone()).toEqual([])
  })
})
