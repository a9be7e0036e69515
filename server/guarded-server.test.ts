import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { guardedServer } from '@/tests/support/guarded-server'

test('a page that does not exist is logged with the request id that the page shows', async () => {
  const nothing = await guardedServer((request, response) => {
    response.writeHead(404).end(request.headers['x-request-id'])
  })
  const answer = await nothing.ask('GET /there/is/nothing')
  const reference = answer.slice(answer.indexOf('\r\n\r\n') + 4).match(/[\w-]{36}/)?.[0]
  expect(nothing.log).toEqual([{ request_id: reference, status: 404 }])
  await nothing[Symbol.asyncDispose]()
})

test('a client that sends Expect: 100-continue is told to send its body', async () => {
  const { open, ...server } = await guardedServer(async (request, response) => {
    response.end(await text(request))
  })
  const socket = open()
  socket.write('POST /v1/x HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n')
  socket.write('Connection: close\r\n\r\n')
  const [interimAnswer] = await once(socket, 'data')
  expect(String(interimAnswer)).toMatch(/^HTTP\/1.1 100 Continue/)
  socket.write('ok')
  expect(await text(socket)).toMatch(/\r\n\r\nok$/)
  await server[Symbol.asyncDispose]()
})

test('300 slow connections do not delay another request', async () => {
  await using served = await guardedServer((_, response) => response.end())
  const slow = Array.from({ length: 300 }, served.open)
  await Promise.all(slow.map((socket) => once(socket, 'connect')))
  for (const socket of slow) socket.write('GET /v1/integrations HTTP/1.1\r\nHost: x\r\n')
  const begin = performance.now()
  expect(await served.ask('GET /v1/integrations')).toMatch(/^HTTP\/1.1 200 /)
  expect(performance.now() - begin).toBeLessThan(1000)
  for (const socket of slow) socket.destroy()
})
