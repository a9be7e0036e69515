import { expect, test } from 'vitest'
import { services } from '@/lib/contract/catalogue'
import { json } from '@/tests/live-scene'
import { appUrl, platformOn } from '@/tests/platform'
import { createBrowser } from '@/tests/platform-browser'
import { describeOnBothStores } from '@/tests/stores'

describeOnBothStores('two servers on one store', (openStore) => {
  test('take turns on the way from the link to the integration (C16)', async () => {
    const storage = await openStore()
    const servers = [platformOn(storage), platformOn(storage)] as const
    const by = await servers[0].client()
    let turn = 0
    const handle = (request: Request) => {
      turn += 1
      return servers[turn % 2 === 0 ? 0 : 1].platform.handle(request)
    }
    const authorization = `Bearer ${by.token}`
    const headers = { authorization, 'content-type': 'application/json' }
    for (const service of services) {
      const back = await createBrowser({ handle }, appUrl, by.tokenId).connect(service)
      const body = JSON.stringify({ service, oauth_code: back.get('oauth_code') })
      const url = `${appUrl}/v1/integrations`
      const made = await handle(new Request(url, { method: 'POST', headers, body }))
      expect(made.status).toBe(201)
    }
    expect(await json(by.get('/v1/integrations'))).toHaveLength(services.length)
  })

  test('revoke once what one of them let go of (O7, O27)', async () => {
    const storage = await openStore()
    const asked: string[] = []
    const network = async (request: Request) => {
      asked.push(new URL(request.url).pathname)
      await new Promise((resolve) => setTimeout(resolve, 20))
      return Response.json({ ok: true, result: { id: 7, username: 'own_bot' } })
    }
    const [one, other] = [platformOn(storage, { network }), platformOn(storage, { network })]
    const by = await one.client({ environment: 'live' })
    const { id } = await json(
      by.post('/v1/integrations', {
        service: 'telegram',
        bot_token: '7654321:an_own_bot_token_of_a_person_00001',
      }),
    )
    const remove = (server: typeof one) =>
      server.anonymous('DELETE', `/v1/integrations/${id}`, {
        headers: { authorization: `Bearer ${by.token}` },
      })
    const answers = await Promise.all([one, other, one, other].map(remove))
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204])
    await Promise.all([one.platform.runBackground(), other.platform.runBackground()])
    expect(asked.filter((path) => path.endsWith('/deleteWebhook'))).toHaveLength(1)
  })
})
