import { expect, test } from 'vitest'
import { githubCalls, liveScene } from '@/tests/live-scene'
import { describeOnBothStores } from '@/tests/stores'

describeOnBothStores('a grant that cannot be kept', (openStore) => {
  test('is revoked when the store refuses it (C24)', async () => {
    const live = await liveScene(await openStore())
    const oauth_code = await live.client.code('github')
    live.github.answer(githubCalls.user, async () => {
      await live.storage.db.schema.dropTable('events').execute()
      return Response.json({ ...live.github.user })
    })
    const response = await live.client.post('/v1/integrations', { service: 'github', oauth_code })
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ code: 'internal_error' })
    expect(live.github.calls[githubCalls.revokeGrant]).toBe(1)
    expect(live.github.alive.size).toBe(0)
  })
})
