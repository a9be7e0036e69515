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
  const [said, [status]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  return { said, status }
}

test('a port in use is said in one sentence', async () => {
  const occupant = createServer().listen(0, '127.0.0.1')
  await once(occupant, 'listening')
  const address = occupant.address()
  const port = typeof address === 'object' && address !== null ? String(address.port) : ''
  expect(await start({ HOST: '127.0.0.1', PORT: port })).toEqual({
    said: `Port ${port} on 127.0.0.1 is already in use; set PORT to another one.\n`,
    status: 1,
  })
  occupant.close()
})

test('a port that is none is said in one sentence', async () => {
  expect(await start({ PORT: 'http' })).toEqual({
    said: 'PORT holds "http", which is not a port.\n',
    status: 1,
  })
})

test('a trusted proxy that is no address is said in one sentence', async () => {
  expect(await start({ PORT: '0', TRUSTED_PROXIES: 'proxy.internal' })).toEqual({
    said: 'TRUSTED_PROXIES holds "proxy.internal", which is not an address.\n',
    status: 1,
  })
})

test.each([['192.0.2.1'], ['no-such-host.invalid']])(
  'the HOST %s is refused by name',
  async (host) => {
    expect(await start({ HOST: host, PORT: '0' })).toEqual({
      said: `HOST holds "${host}", which is not an address of this machine.\n`,
      status: 1,
    })
  },
)
