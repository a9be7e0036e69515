import { once } from 'node:events'
import { createServer } from 'node:https'
import { describe, expect, it, onTestFinished } from 'vitest'
import { listenOnLoopback } from '@/tests/support/loopback'
import { selfSigned } from '@/tests/support/self-signed'
import { ProviderError } from '../providers/provider-error'
import { providerTransport } from './transport'

const makeTransport = (overrides = {}) =>
  providerTransport('slack', { fetch, timeoutMs: 5000, maxBytes: 10_000, ...overrides })
const shortTimeout = { timeoutMs: 300 }

async function failureOf(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ProviderError)) throw new Error('not a ProviderError', { cause: error })
  expect(error.cause).toBeUndefined()
  return `${error.failure} ${error.code}`
}

it('sends a form with its length, which some vendors require, and returns the answer', async () => {
  const origin = await listenOnLoopback((request, response) => {
    response.writeHead(201, { 'content-type': 'text/plain', 'retry-after': '7' })
    response.end(`${request.headers['content-length']} ${request.headers['transfer-encoding']}`)
  })
  const body = new URLSearchParams({ code: 'abc' })
  const answer = await makeTransport()(new Request(origin, { method: 'POST', body }))
  expect(answer.status).toBe(201)
  expect(answer.headers.get('retry-after')).toBe('7')
  expect(await answer.text()).toBe('8 undefined')
})

it('returns an answer without a body', async () => {
  const origin = await listenOnLoopback((_, response) => response.writeHead(204).end())
  const answer = await makeTransport()(new Request(origin, { method: 'DELETE' }))
  expect([answer.status, await answer.text()]).toEqual([204, ''])
})

it.each([301, 302, 303, 307, 308])('does not follow a redirect with status %i', async (status) => {
  let redirectedRequests = 0
  const elsewhere = await listenOnLoopback((_, response) => {
    redirectedRequests += 1
    response.end('{}')
  })
  const origin = await listenOnLoopback((_, response) =>
    response.writeHead(status, { location: elsewhere }).end(),
  )
  const headers = { authorization: 'Bearer secret-1' }
  expect(await failureOf(makeTransport()(new Request(origin, { headers })))).toBe(
    'malformed redirect',
  )
  expect(redirectedRequests).toBe(0)
})

it('fails when the body is not complete before the time limit', async () => {
  let closed = false
  const origin = await listenOnLoopback((_, response) => {
    response.writeHead(200).flushHeaders()
    const writer = setInterval(() => response.write(' '), 20)
    response.on('close', () => {
      clearInterval(writer)
      closed = true
    })
  })
  const start = Date.now()
  expect(await failureOf(makeTransport(shortTimeout)(new Request(origin)))).toBe('timeout timeout')
  expect(Date.now() - start).toBeLessThan(5000)
  await expect.poll(() => closed).toBe(true)
})

it('a call with a longer time limit of its own may take longer than the others', async () => {
  const origin = await listenOnLoopback((_, response) => {
    setTimeout(() => response.end('late'), 400)
  })
  const answer = await makeTransport(shortTimeout)(new Request(origin), 5000)
  expect(await answer.text()).toBe('late')
})

it('fails at the time limit when the handler ignores the abort signal', async () => {
  const never = () => new Promise<Response>(() => {})
  expect(
    await failureOf(
      makeTransport({ ...shortTimeout, fetch: never })(new Request('http://127.0.0.1/')),
    ),
  ).toBe('timeout timeout')
})

it('stops reading an answer that is too large', async () => {
  let sent = 0
  const chunk = Buffer.alloc(64 * 1024, 0x20)
  const origin = await listenOnLoopback((_, response) => {
    response.writeHead(200)
    const writeMore = () => {
      while (sent < 10 * 1024 * 1024 && !response.destroyed) {
        sent += chunk.byteLength
        if (!response.write(chunk)) return response.once('drain', writeMore)
      }
      return response.end()
    }
    writeMore()
  })
  expect(await failureOf(makeTransport()(new Request(origin)))).toBe('malformed too_large')
  expect(sent).toBeLessThan(10 * 1024 * 1024)
})

describe('a provider that cannot be reached', () => {
  const errorAt = async (url: string, fetchFunction = fetch) => {
    const error: unknown = await makeTransport({ fetch: fetchFunction })(new Request(url)).catch(
      (e: unknown) => e,
    )
    if (!(error instanceof ProviderError)) throw new Error('reached', { cause: error })
    expect(JSON.stringify([error, error.message, error.stack, error.fields])).not.toMatch(
      /secret|getMe/,
    )
    return error.fields
  }
  const unreachable = { service: 'slack', failure: 'unreachable', vendor_code: 'unreachable' }

  it('names the system error of a closed port', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const host = `127.0.0.1:${address instanceof Object ? address.port : 0}`
    await new Promise((closed) => server.close(closed))
    expect(await errorAt(`http://${host}/bot1:secret/getMe`)).toEqual({
      ...unreachable,
      host,
      system_code: 'ECONNREFUSED',
    })
  })

  it('names the system error of a connection that breaks off', async () => {
    const origin = await listenOnLoopback((request) => request.socket.destroy())
    expect(await errorAt(`${origin}/bot1:secret/getMe`)).toEqual({
      ...unreachable,
      host: new URL(origin).host,
      system_code: expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/),
    })
  })

  it('names the system error of a certificate that is not trusted', async () => {
    const server = createServer(selfSigned('localhost')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const address = server.address()
    const host = `localhost:${address instanceof Object ? address.port : 0}`
    expect(await errorAt(`https://${host}/bot1:secret/getMe`)).toEqual({
      ...unreachable,
      host,
      system_code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    })
  })

  it.each(['ENOTFOUND', 'CERT_HAS_EXPIRED', 'UND_ERR_CONNECT_TIMEOUT'])(
    'names %s, also when it is the code of a cause of the error',
    async (code) => {
      const cause = new AggregateError([Object.assign(new Error('of secret'), { code })])
      const fetchFunction = () => Promise.reject(new TypeError('fetch failed', { cause }))
      expect(await errorAt('https://vendor.example/secret', fetchFunction)).toEqual({
        ...unreachable,
        host: 'vendor.example',
        system_code: code,
      })
    },
  )

  it('ignores codes that are not system error codes', async () => {
    const cause = Object.assign(new Error('x'), { code: 'secret-1' })
    const fetchFunction = () => Promise.reject(new TypeError('fetch failed', { cause }))
    expect(await errorAt('https://vendor.example/', fetchFunction)).toEqual({
      ...unreachable,
      host: 'vendor.example',
    })
  })
})
