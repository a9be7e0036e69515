import { expect, test } from 'vitest'
import { listenOnLoopback } from '@/tests/support/loopback'
import { appUrl, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a redirect URI', (openStore) => {
  test('is never fetched, whether it is refused or redirected to', async () => {
    let hits = 0
    const canary = await listenOnLoopback((_, response) => {
      hits += 1
      response.end()
    })
    const { port } = new URL(canary)
    const { anonymous, client } = platformOn(await openStore())
    const { tokenId } = await client()
    const headers = {
      cookie: `session=${tokenId}`,
      origin: appUrl,
      'sec-fetch-site': 'same-origin',
    }
    const hosts = [`127.0.0.1:${port}`, `[::1]:${port}`, `2130706433:${port}`, '169.254.169.254']
    for (const redirect_uri of hosts.map((host) => `http://${host}/callback`)) {
      const body = new URLSearchParams({ service: 'slack', redirect_uri })
      const link = `/integrations/connect?${body}`
      const start = { method: 'POST', headers, body }
      expect((await anonymous('GET', link, { headers })).status).toBe(400)
      expect((await anonymous('POST', '/integrations/connect/start', start)).status).toBe(400)
    }
    const ask = new URLSearchParams({
      client_id: 'sandbox_slack',
      redirect_uri: `${canary}/callback`,
      scope: 'chat:write',
      state: 's',
    })
    const consent = `/sandbox/slack/authorize?${ask}`
    expect((await anonymous('GET', consent)).status).toBe(200)
    const allow = { method: 'POST', headers, body: new URLSearchParams({ decision: 'allow' }) }
    const allowed = await anonymous('POST', consent, allow)
    expect(allowed.headers.get('location')).toMatch(`${canary}/callback?code=`)
    expect(hits).toBe(0)
  })
})
