import type { RequestListener } from 'node:http'
import { beforeAll, expect, test } from 'vitest'
import type { Storage } from '@/lib/storage/database'
import { json } from '@/tests/support/live-scene'
import { listenOnLoopback } from '@/tests/support/loopback'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const tenMegabytes = 10 * 1024 * 1024

const sendTenMegabytes: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const chunk = Buffer.alloc(64 * 1024, 0x20)
  let remaining = tenMegabytes
  const writeChunks = () => {
    while (remaining > 0 && !response.destroyed) {
      remaining -= chunk.byteLength
      if (!response.write(chunk)) return response.once('drain', writeChunks)
    }
    return response.end()
  }
  writeChunks()
}

const sendWithoutEnd: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  const timer = setInterval(() => response.write(' '), 20)
  response.on('close', () => clearInterval(timer))
}

const cutAnswerShort: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': '4711' }).write('{"access_token":"gho_')
  setTimeout(() => response.destroy(), 20)
}

describeOnBothStores('a hostile provider on a real network', (openStore) => {
  let storage: Storage
  beforeAll(async () => {
    storage = await openStore()
  })

  async function exchangeWith(listener: RequestListener) {
    const origin = await listenOnLoopback(listener)
    const server = platformOn(storage, {
      settings: {
        liveClients: { github: { id: 'live-client-id', secret: 'live-client-secret' } },
        providerOrigins: { github: origin },
        providerTimeoutMs: 1500,
      },
      network: (request) => fetch(request),
    })
    const caller = await server.client({ account: origin, environment: 'live' })
    const body = { service: 'github', oauth_code: await caller.code('github') }
    const start = Date.now()
    const response = await caller.post('/v1/integrations', body)
    expect(Date.now() - start).toBeLessThan(6000)
    expect(await json(caller.get('/v1/integrations'))).toEqual([])
    const again = await json(caller.post('/v1/integrations', body))
    expect(again).toMatchObject({ code: 'invalid_oauth_code', reason: 'used' })
    return { server, response }
  }

  test.each<[string, RequestListener, number]>([
    ['sends 10 MB', sendTenMegabytes, 502],
    ['never answers', () => {}, 504],
    ['sends its body without end', sendWithoutEnd, 504],
    ['cuts its answer short', cutAnswerShort, 502],
    ['hangs up', (request) => request.socket.destroy(), 502],
    ['answers in HTML', (_, response) => response.end('<html>Sign in to the hotel</html>'), 502],
  ])('that %s connects nothing', async (_, listener, status) => {
    const { response } = await exchangeWith(listener)
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(await response.text()).not.toContain('hotel')
  })

  test.each([301, 302, 307, 308])('that redirects with %i is never followed', async (status) => {
    let hits = 0
    const elsewhere = await listenOnLoopback((_, response) => {
      hits += 1
      response.end('{}')
    })
    const { server, response } = await exchangeWith((_, answer) => {
      answer.writeHead(status, { location: `${elsewhere}/login/oauth/access_token` }).end()
    })
    expect(response.status).toBe(502)
    expect(hits).toBe(0)
    expect(server.logged()).not.toContain('live-client-secret')
  })
})
