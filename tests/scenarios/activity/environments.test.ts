import { expect, test } from 'vitest'
import { activityLines, activitySeenBy } from '@/tests/support/activity'
import { openPeopleScene } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('the activity of a person', (openStore) => {
  test('is that of both environments, or of one of them', async () => {
    const { server, firstAdmin } = openPeopleScene(await openStore())
    const grace = await firstAdmin('both')
    const get = (path: string) => grace.api('GET', path)
    const live = await server.client({ account: 'both', environment: 'live' })
    const testing = await server.client({ account: 'both' })
    await live.post('/v1/tokens', { name: 'Live', role: 'member' })
    await testing.post('/v1/tokens', { name: 'Test', role: 'member' })
    const seen = await activitySeenBy({ get }, { type: 'token.created' })
    expect(seen.map(({ environment, target }) => `${target.name} in ${environment}`)).toEqual([
      'Test in test',
      'Live in live',
      'admin of both in test',
      'admin of both in live',
    ])
    const ofLive = await activitySeenBy({ get }, { environment: 'live' })
    expect(new Set(ofLive.map(({ environment }) => environment))).toEqual(new Set(['live']))
    const first = await activitySeenBy({ get }, { limit: '3' })
    const rest = await activitySeenBy({ get }, { cursor: first[2]?.id ?? '' })
    expect([...first, ...rest]).toEqual(await activitySeenBy({ get }))
    expect(activityLines(await activitySeenBy(live))).toEqual([
      'token.created done',
      'token.created done',
    ])
  })

  test('is refused to members, who stand in it for that', async () => {
    const { firstAdmin, join } = openPeopleScene(await openStore())
    const grace = await firstAdmin('roles')
    const ada = await join(grace, 'member', 'Ada')
    const sam = await join(grace, 'support', 'Sam')
    expect((await ada.api('GET', '/v1/activity')).status).toBe(403)
    const items = await activitySeenBy({ get: (path) => sam.api('GET', path) })
    expect(items[0]).toMatchObject({
      type: 'activity.list',
      outcome: 'refused',
      actor: { name: 'Ada' },
    })
  })
})
