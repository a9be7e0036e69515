import { once } from 'node:events'
import { createServer } from 'node:https'
import { connect } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { selfSigned } from '@/tests/support/self-signed'
import { network } from '../network/network'
import { createMiteos } from './miteos-client'

const { key, cert } = selfSigned('localhost')
const requests: string[] = []
const server = createServer({ key, cert }, (request, response) => {
  requests.push(`${request.method} ${request.headers.authorization}`)
  response.end('[]')
})
let port = 0

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  port = address instanceof Object ? address.port : 0
})

afterAll(() => {
  server.closeAllConnections()
  server.close()
})

function createClient() {
  const api = {
    base: `https://localhost:${port}/v1`,
    send: network,
    timeoutMs: 5000,
    now: Date.now,
  }
  return createMiteos(api, { bearer: () => 'mt_test_token', requestId: 'request-1' })
}

test('a client that trusts the certificate accepts it', async () => {
  const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: cert })
  await once(socket, 'secureConnect')
  expect(socket.authorized).toBe(true)
  socket.destroy()
})

test('an untrusted certificate is refused before the token is sent', async () => {
  await expect(createClient().list()).rejects.toMatchObject({ kind: 'unreachable' })
  await expect(createClient().connect({ service: 'telegram' })).rejects.toMatchObject({
    kind: 'unreachable',
  })
  expect(requests).toEqual([])
})
