import { expect, test } from 'vitest'
import { services } from '@/lib/contract/services/catalogue'
import { githubCalls, json, liveScene } from '@/tests/support/live-scene'
import { appUrl, platformOn } from '@/tests/support/platform'
import { createBrowser } from '@/tests/support/platform-browser'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('two servers on one store', (openStore) => {
  test('can take turns on the way from the link to the integration', async () => {
    const storage = await openStore()
    const servers = [platformOn(storage), platformOn(storage)] as const
    const caller = await servers[0].client()
    let turn = 0
    const handle = (request: Request) => {
      turn += 1
      return servers[turn % 2 === 0 ? 0 : 1].platform.handle(request)
    }
    const authorization = `Bearer ${caller.token}`
    const headers = { authorization, 'content-type': 'application/json' }
    for (const service of services) {
      const back = await createBrowser({ handle }, appUrl, caller.tokenId).connect(service)
      const body = JSON.stringify({ service, oauth_code: back.get('oauth_code') })
      const url = `${appUrl}/v1/integrations`
      const made = await handle(new Request(url, { method: 'POST', headers, body }))
      expect(made.status).toBe(201)
    }
    expect(await json(caller.get('/v1/integrations'))).toHaveLength(services.length)
  })

  test('revoke a disconnected grant only once', async () => {
    const live = await liveScene(await openStore())
    const other = live.otherServer()
    const { id } = await live.client.connect('github')
    const remove = (server: typeof other) =>
      server.anonymous('DELETE', `/v1/integrations/${id}`, {
        headers: { authorization: `Bearer ${live.client.token}` },
      })
    const answers = await Promise.all([live.server, other, live.server, other].map(remove))
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204])
    await Promise.all([live.server.platform.runBackground(), other.platform.runBackground()])
    expect(live.github.calls[githubCalls.revokeGrant]).toBe(1)
  })
})
