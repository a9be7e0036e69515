import { expect, test } from 'vitest'
import { signOut } from '@/lib/dashboard/sign-in/sign-out'
import { submitSignIn } from '@/lib/dashboard/sign-in/submit-sign-in'
import { switchAccount } from '@/lib/dashboard/sign-in/switch-account'
import { activitySeenBy } from '@/tests/support/activity'
import { openPeopleScene, type PersonalBrowser } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('the sessions in the activity', async (openStore) => {
  const { server, dashboard, firstAdmin } = openPeopleScene(await openStore())

  const seenIn = async (account: string) => {
    const items = await activitySeenBy(await server.client({ account }))
    return items
      .filter(({ type }) => type.startsWith('session.'))
      .map(({ type, actor, environment, reason }) =>
        [type, 'by', actor.kind, actor.name, 'in', environment, reason].filter(Boolean).join(' '),
      )
  }
  const move = async (browser: PersonalBrowser, environment: string) => {
    const { id } = await (await browser.api('GET', '/v1/account')).json()
    await browser.post(switchAccount, '/switch', { fields: { account: id, environment } })
  }

  test('somebody who signs out does so as themselves', async () => {
    const grace = await firstAdmin('out')
    await grace.post(signOut, '/sign-out', {})
    expect((await seenIn('out'))[0]).toBe('session.ended by person Grace Hopper in test')
  })

  test('somebody who switches signs neither out nor in', async () => {
    const grace = await firstAdmin('switching')
    await move(grace, 'live')
    const live = await server.client({ account: 'switching', environment: 'live' })
    const types = (await activitySeenBy(live)).map(({ type, actor }) => `${type} ${actor.name}`)
    expect(types).toContain('session.switched Grace Hopper')
    expect(types.filter((type) => /session\.(began|ended)/.test(type))).toEqual([])
    expect((await seenIn('switching')).filter((type) => type.includes('ended'))).toEqual([])
    await move(grace, 'test')
    expect((await seenIn('switching'))[0]).toBe('session.switched by person Grace Hopper in test')
  })

  test('an earlier session in the same browser is replaced', async () => {
    const grace = await firstAdmin('again')
    await grace.signIn()
    expect((await seenIn('again')).slice(0, 2)).toEqual([
      'session.ended by person Grace Hopper in test signed_in_again',
      'session.began by person Grace Hopper in test passkey',
    ])
  })

  test('a session that expired was ended by Miteos', async () => {
    const grace = await firstAdmin('expired')
    await dashboard.storage.db.updateTable('sessions').set({ last_seen_at: 0 }).execute()
    await grace.post(submitSignIn, '/sign-in/submit', { fields: { token: 'mt_test_nothing' } })
    await grace.post(signOut, '/sign-out', {})
    await expect
      .poll(async () => (await seenIn('expired'))[0])
      .toBe('session.ended by system Miteos in test session_expired')
  })
})
