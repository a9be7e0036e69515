import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { guardedServer } from '@/tests/support/guarded-server'
import { drain } from './drain.mjs'

test('draining lets a running request finish and refuses new connections', async () => {
  let finish = () => {}
  const { server, origin, ask } = await guardedServer((_, response) => {
    finish = () => response.end('finished')
    server.emit('reached')
  })
  const running = ask('GET /v1/slow')
  await once(server, 'reached')
  const drained = drain(server, 5000)
  await expect(fetch(`${origin}/v1/x`)).rejects.toThrow()
  finish()
  expect(await running).toMatch(/finished/)
  await drained
})

test('draining answers a new request on an open connection with 503', async () => {
  const { server, open } = await guardedServer((request, response) => {
    if (request.url === '/quick') response.end('ok')
    else server.emit('reached')
  })
  open().write('GET /never-answered HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(server, 'reached')
  const kept = open()
  kept.write('GET /quick HTTP/1.1\r\nHost: x\r\n\r\nGET /v1/late HTTP/1.1\r\nHost: x\r\n')
  await once(kept, 'data')
  const drained = drain(server, 300)
  kept.write('\r\n')
  expect(await text(kept)).toMatch(/^HTTP\/1.1 503 /)
  await drained
})

test('draining closes the connection of a request that does not finish in time', async () => {
  const { server, open } = await guardedServer(() => server.emit('reached'))
  open()
    .on('error', () => {})
    .write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await once(server, 'reached')
  const begin = performance.now()
  await drain(server, 200)
  expect(performance.now() - begin).toBeLessThan(2000)
})
