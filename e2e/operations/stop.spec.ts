import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { test as base, expect } from '@playwright/test'
import { RunningServer } from '@/scripts/running-server'
import { SlowTelegram } from '../support/slow-telegram'

interface Scene {
  server: RunningServer
  telegram: SlowTelegram
  /** Sends a request to connect, which is not answered before Telegram answers. */
  connect: (signal?: AbortSignal) => Promise<Response>
  list: (origin: string) => Promise<unknown>
}

const test = base.extend<{ scene: Scene }>({
  scene: async ({ browserName: _ }, use) => {
    const telegram = await SlowTelegram.start()
    const env = { PROVIDER_ORIGINS: `telegram=${telegram.origin}`, UPSTREAM_TIMEOUT_S: '60' }
    const server = await RunningServer.start({ env })
    const authorization = `Bearer ${await server.createToken('live')}`
    const body = { service: 'telegram', bot_token: `42:${'a'.repeat(35)}` }
    await use({
      server,
      telegram,
      connect: (signal) =>
        fetch(`${server.origin}/v1/integrations`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json' },
          body: JSON.stringify(body),
          signal: signal ?? null,
        }),
      list: async (origin) =>
        (await fetch(`${origin}/v1/integrations`, { headers: { authorization } })).json(),
    })
    await server.remove()
    await telegram.close()
  },
})

/** Stops the server. Resolves when it accepts no new connection; running requests may continue. */
async function stop({ child, origin }: RunningServer) {
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await expect(async () => {
    await expect(fetch(`${origin}/healthz`)).rejects.toThrow()
  }).toPass()
  return { exit }
}

test('after SIGTERM a running request finishes, new ones are refused, the store is closed and the exit code is 0', async ({
  scene: { server, telegram, connect, list },
}) => {
  const running = connect()
  await telegram.asked()
  const { exit } = await stop(server)
  telegram.answer()
  expect((await running).status).toBe(201)
  expect(await exit).toEqual([0, null])
  expect((await readdir(server.dataDir)).sort()).toEqual([
    'miteos.db',
    'nextauth-secret',
    'vault-keys',
  ])

  const again = await RunningServer.start({ dataDir: server.dataDir })
  expect(await list(again.origin)).toMatchObject([{ service: 'telegram', status: 'connected' }])
  await again.end()
})

test('after SIGTERM the server finishes a connection although its caller has already gone', async ({
  scene: { server, telegram, connect, list },
}) => {
  const caller = new AbortController()
  const running = connect(caller.signal).catch(() => 'gone')
  await telegram.asked()
  caller.abort()
  expect(await running).toBe('gone')
  const { exit } = await stop(server)
  telegram.answer()
  expect(await exit).toEqual([0, null])

  const again = await RunningServer.start({ dataDir: server.dataDir })
  expect(await list(again.origin)).toMatchObject([{ service: 'telegram', status: 'connected' }])
  await again.end()
})

test('after SIGTERM the server waits ten seconds and no longer for a request that does not end', async ({
  scene: { server, telegram, connect },
}) => {
  const running = connect().catch(() => 'cut off')
  await telegram.asked()
  const begin = performance.now()
  const exit = once(server.child, 'exit')
  server.child.kill('SIGTERM')
  expect(await exit).toEqual([0, null])
  expect(performance.now() - begin).toBeLessThan(13_000)
  expect(await running).toBe('cut off')
})
