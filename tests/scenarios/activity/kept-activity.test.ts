import { expect, test } from 'vitest'
import { activityLines, activitySeenBy } from '@/tests/support/activity'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const dayMs = 24 * 60 * 60_000

describeOnBothStores('the activity', (openStore) => {
  test('is kept for the days that the operator chose', async () => {
    const server = platformOn(await openStore(), { settings: { activityDays: 2 } })
    const admin = await server.client()
    server.advance(dayMs)
    await admin.post('/v1/tokens', { name: 'CI', role: 'member' })
    await server.platform.runBackground()
    expect(await activitySeenBy(admin)).toHaveLength(2)
    server.advance(dayMs + 1000)
    await server.platform.runBackground()
    const kept = await activitySeenBy(admin)
    expect(kept.map(({ target }) => target.name)).toEqual(['CI'])
  })

  test('is kept for ever when that number is 0', async () => {
    const server = platformOn(await openStore(), { settings: { activityDays: 0 } })
    const admin = await server.client()
    server.advance(4000 * dayMs)
    await server.platform.runBackground()
    expect(activityLines(await activitySeenBy(admin))).toEqual(['token.created done'])
  })
})
