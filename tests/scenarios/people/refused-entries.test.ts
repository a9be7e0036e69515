import { expect, test } from 'vitest'
import { activityLines, activitySeenBy } from '@/tests/support/activity'
import { openPeopleScene, type PersonalBrowser } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

const minuteMs = 60_000
const weekMs = 7 * 24 * 60 * minuteMs

describeOnBothStores('a sign-in that was refused', async (openStore) => {
  const { server, openBrowser, firstAdmin, invite, join } = openPeopleScene(await openStore())

  const refusedIn = async (admin: PersonalBrowser) => {
    const get = (path: string) => admin.api('GET', path)
    const items = await activitySeenBy({ get }, { limit: '200' })
    return items.filter(({ outcome }) => outcome === 'refused')
  }
  const actorOf = async (browser: PersonalBrowser) =>
    (await (await browser.api('GET', '/v1/account')).json()).actor

  test('with a link that was used or withdrawn, or is too old, is in the activity of its account', async () => {
    const grace = await firstAdmin('Refusing')
    const used = await invite(grace, 'member')
    await openBrowser().enter(used, 'Ada')
    await openBrowser().enterWithoutPasskey(used)
    const withdrawn = await invite(grace, 'member')
    const [{ id }] = await (await grace.api('GET', '/v1/invitations')).json()
    await grace.api('DELETE', `/v1/invitations/${id}`)
    await openBrowser().enterWithoutPasskey(withdrawn)
    const expired = await invite(grace, 'admin')
    server.advance(weekMs)
    await openBrowser().enterWithoutPasskey(expired)
    const later = await firstAdmin('Not hers')
    const { signInLinks } = server.platform
    const { id: accountId } = await server.platform.accounts.ensure('Refusing')
    const rows = await server.storage.db
      .selectFrom('activity')
      .select(['type', 'reason', 'actor'])
      .where('account_id', '=', accountId)
      .where('outcome', '=', 'refused')
      .orderBy('id')
      .execute()
    expect(rows.map(({ type, reason }) => `${type}: ${reason}`)).toEqual([
      'person.join: link_used',
      'person.join: link_withdrawn',
      'person.join: link_expired',
    ])
    expect(await refusedIn(later)).toEqual([])
    const link = await signInLinks.create('Not hers')
    await openBrowser().enterWithoutPasskey(link)
    await openBrowser().enterWithoutPasskey(link)
    expect(activityLines(await refusedIn(later))).toEqual(['session.begin refused: link_used'])
  })

  test('with the passkey of somebody who was removed is in the activity of that account', async () => {
    const grace = await firstAdmin('Removing')
    const bob = await join(grace, 'member', 'Bob')
    const actor = await actorOf(bob)
    await grace.api('DELETE', `/v1/people/${actor.id}`)
    await bob.signIn()
    await bob.signIn()
    const refused = await refusedIn(grace)
    expect(activityLines(refused)).toEqual(['session.begin refused: removed'])
    expect(refused).toMatchObject([{ actor, target: { name: 'Removing' } }])
  })

  test('with a passkey that was ended is in the activity of that account', async () => {
    const grace = await firstAdmin('Ending')
    const bob = await join(grace, 'member', 'Bob')
    const actor = await actorOf(bob)
    await grace.api('POST', `/v1/people/${actor.id}/sign_in_link`)
    await bob.signIn()
    expect(activityLines(await refusedIn(grace))).toEqual(['session.begin refused: passkey_ended'])
  })

  test('is none when the form of somebody who comes in is sent twice at once', async () => {
    const activityOf = async (presses: number) => {
      const grace = await firstAdmin(`Pressed ${presses} times`)
      const link = await invite(grace, 'member')
      const ada = openBrowser()
      const { options, state } = await ada.begin({ link, name: 'Ada' })
      const response = ada.authenticator.create(options)
      const fields = { link, name: 'Ada', with: 'passkey', response, state }
      await Promise.all(Array.from({ length: presses }, () => ada.submit(fields)))
      const known = await firstAdmin(`Pressed ${presses} times as Eve`, 'Eve')
      const forEve = await invite(grace, 'member')
      const asEve = { link: forEve, as: 'session' }
      await Promise.all(Array.from({ length: presses }, () => known.submit(asEve)))
      const get = (path: string) => grace.api('GET', path)
      return activityLines(await activitySeenBy({ get }, { limit: '200' }))
    }
    const once = await activityOf(1)
    expect(once).toContain('person.joined done: member')
    expect(await activityOf(2)).toEqual(once)
  })

  test('does not flood the activity: each link once in a minute', async () => {
    const grace = await firstAdmin('Flooding')
    const link = await invite(grace, 'member')
    await openBrowser().enter(link, 'Ada')
    const { recordRefusedLink } = server.platform.people.joining
    for (let count = 0; count < 9; count++) await recordRefusedLink(link)
    expect(await refusedIn(grace)).toHaveLength(1)
    server.advance(minuteMs)
    await recordRefusedLink(link)
    expect(await refusedIn(grace)).toHaveLength(2)
    await recordRefusedLink('a'.repeat(43))
    expect(await refusedIn(grace)).toHaveLength(2)
  })
})
