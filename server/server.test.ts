import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'

async function start(environment: Record<string, string>) {
  const child = spawn(process.execPath, ['server.mjs', '--dev'], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [printed, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  return { printed, status }
}

test('a start with a port in use prints one sentence', async () => {
  const otherServer = createServer().listen(0, '127.0.0.1')
  await once(otherServer, 'listening')
  const address = otherServer.address()
  const port = typeof address === 'object' && address !== null ? String(address.port) : ''
  expect(await start({ HOST: '127.0.0.1', PORT: port })).toEqual({
    printed: `Port ${port} on 127.0.0.1 is already in use; set PORT to another one.\n`,
    status: 1,
  })
  otherServer.close()
})

test('a start with an invalid port prints one sentence', async () => {
  expect(await start({ PORT: 'http' })).toEqual({
    printed: 'PORT holds "http", which is not a port.\n',
    status: 1,
  })
})

test('a start with a trusted proxy that is no address prints one sentence', async () => {
  expect(await start({ PORT: '0', TRUSTED_PROXIES: 'proxy.internal' })).toEqual({
    printed: 'TRUSTED_PROXIES holds "proxy.internal", which is not an address.\n',
    status: 1,
  })
})

test.each([['192.0.2.1'], ['no-such-host.invalid']])(
  'a start with the HOST %s prints a sentence that names it',
  async (host) => {
    expect(await start({ HOST: host, PORT: '0' })).toEqual({
      printed: `HOST holds "${host}", which is not an address of this machine.\n`,
      status: 1,
    })
  },
)
