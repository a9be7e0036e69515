import { once } from 'node:events'
import { createServer } from 'node:http'
import { test as base, expect } from '@playwright/test'
import { freePort } from '@/scripts/free-port'
import { RunningServer } from '@/scripts/running-server'

type Outcome = 'alive' | 'revoked' | 'failing'

/** A Bot API on loopback that a test revokes bots at, or lets fail. */
interface FakeTelegram {
  origin: string
  outcome: Outcome
  askedCount: number
}

const answers: Record<Outcome, { status: number; body: object }> = {
  alive: { status: 200, body: { ok: true, result: { id: 42, is_bot: true, username: 'a_bot' } } },
  revoked: { status: 401, body: { ok: false, error_code: 401, description: 'Unauthorized' } },
  failing: { status: 502, body: { ok: false, error_code: 502, description: 'Bad Gateway' } },
}

const test = base.extend<{ telegram: FakeTelegram }>({
  telegram: async ({ browserName: _ }, use) => {
    const port = await freePort()
    const telegram: FakeTelegram = {
      origin: `http://127.0.0.1:${port}`,
      outcome: 'alive',
      askedCount: 0,
    }
    const server = createServer((_request, response) => {
      telegram.askedCount += 1
      const { status, body } = answers[telegram.outcome]
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })
    await once(server.listen(port, '127.0.0.1'), 'listening')
    await use(telegram)
    server.closeAllConnections()
    server.close()
  },
})

test('a status follows the provider with nobody asking, and keeps still while the provider fails', async ({
  telegram,
}) => {
  const server = await RunningServer.start({
    env: { PROVIDER_ORIGINS: `telegram=${telegram.origin}`, HEALTH_CHECK_INTERVAL_S: '1' },
  })
  const headers = {
    authorization: `Bearer ${await server.createToken('live')}`,
    'content-type': 'application/json',
  }
  const body = JSON.stringify({ service: 'telegram', bot_token: `42:${'a'.repeat(35)}` })
  const url = `${server.origin}/v1/integrations`
  expect((await fetch(url, { method: 'POST', headers, body })).status).toBe(201)
  // A list of live integrations asks no provider.
  const listed = async () => (await (await fetch(url, { headers })).json())[0]

  const askedBefore = telegram.askedCount
  await expect.poll(() => telegram.askedCount).toBeGreaterThan(askedBefore + 1)
  telegram.outcome = 'failing'
  await expect.poll(listed).toHaveProperty('unchecked_since')
  expect(await listed()).toMatchObject({ status: 'connected', unchecked_reason: 'unavailable' })
  telegram.outcome = 'alive'
  await expect.poll(listed).not.toHaveProperty('unchecked_since')
  telegram.outcome = 'revoked'
  await expect.poll(listed).toMatchObject({ status: 'error', status_reason: 'revoked' })
  await server.remove()
})
