import { expect, test } from 'vitest'
import { startReceiver } from '@/tests/support/receiver'
import { startSelfSignedServer } from '@/tests/support/self-signed-server'
import type { HostAddress } from './resolve-host'
import { createSend } from './send'

const loopback: HostAddress = { address: '127.0.0.1', family: 4 }
const outside: HostAddress = { address: '93.184.216.34', family: 4 }

function outgoing(url: string, environment: 'live' | 'test') {
  return { url, environment, headers: { 'content-type': 'application/json' }, body: '{}' }
}

test.each<[string, HostAddress[]]>([
  ['to a private address', [{ address: '10.0.0.1', family: 4 }]],
  ['to loopback', [loopback]],
  ['to a private address beside a public one', [outside, loopback]],
  ['to an address of NAT64', [{ address: '64:ff9b::7f00:1', family: 6 }]],
  ['to nothing', []],
])('a name that leads %s gets nothing, in both environments', async (_, addresses) => {
  const inside = await startReceiver()
  const send = createSend(async () => addresses)
  const url = inside.url.replace('127.0.0.1', 'hooks.example.com')
  for (const environment of ['live', 'test'] as const) {
    const outcome = await send(outgoing(url, environment))
    expect(outcome).toMatchObject({ status: null, error: 'refused_address' })
  }
  expect(inside.received).toEqual([])
})

test('the name is asked once, and the connection goes to the address that was checked', async () => {
  const receiver = await startReceiver()
  const answers: HostAddress[][] = [[loopback], [{ address: '10.0.0.1', family: 4 }]]
  const asked: string[] = []
  const send = createSend(async (host) => {
    asked.push(host)
    return answers.shift() ?? []
  })
  const url = receiver.url.replace('127.0.0.1', 'localhost')
  expect(await send(outgoing(url, 'test'))).toMatchObject({ status: 204, error: null })
  expect(asked).toEqual(['localhost'])
  expect(receiver.received).toMatchObject([{ method: 'POST', body: '{}' }])
})

test('a name that is unknown is unreachable', async () => {
  const send = createSend(() =>
    Promise.reject(Object.assign(new Error('not found'), { code: 'ENOTFOUND' })),
  )
  const outcome = await send(outgoing('https://hooks.example.com/', 'live'))
  expect(outcome).toMatchObject({ status: null, error: 'unreachable' })
})

test('a receiver whose certificate is not valid gets nothing', async () => {
  const { port, asked } = await startSelfSignedServer('localhost')
  const send = createSend(async () => [loopback])
  const outcome = await send(outgoing(`https://localhost:${port}/`, 'test'))
  expect(outcome).toMatchObject({ status: null, error: 'certificate' })
  expect(asked).toEqual([])
})

test('a name whose servers do not answer is given up with the try', async () => {
  const send = createSend(() => new Promise(() => {}))
  const outcome = await send(outgoing('https://hooks.example.com/', 'live'))
  expect(outcome).toMatchObject({ status: null, error: 'timeout' })
  expect(outcome.tookMs).toBeLessThan(11_000)
}, 20_000)
