import type { RequestListener } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guardedServer } from '@/tests/support/guarded-server'

const echoHeaders: RequestListener = (request, response) => {
  response.end(JSON.stringify(request.headers))
}

let served: Awaited<ReturnType<typeof guardedServer>>

beforeAll(async () => {
  served = await guardedServer(echoHeaders)
})

afterAll(() => served[Symbol.asyncDispose]())

async function seenHeaders(headers: Record<string, string>) {
  const response = await fetch(`${served.origin}/v1/x`, { headers })
  return response.json()
}

describe('the headers that the application sees', () => {
  test('contain no value that only the server may set', async () => {
    const seen = await seenHeaders({
      'X-Forwarded-For': '6.6.6.6',
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'https',
      Forwarded: 'for=6.6.6.6',
      'X-Miteos-Client-Address': '6.6.6.6',
      'X-Middleware-Subrequest': 'proxy:proxy',
      'X-Nonce': 'known',
      'Content-Security-Policy': "script-src 'nonce-known'",
    })
    expect(JSON.stringify(seen)).not.toMatch(/6\.6\.6\.6|evil|https|proxy|known/)
    expect(seen['x-miteos-client-address']).toBe('127.0.0.1')
  })

  test('contain a valid trace, which is the one of the client if that is valid', async () => {
    const given = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'
    expect((await seenHeaders({ traceparent: given })).traceparent).toBe(given)
    for (const invalid of ['', 'forged\u00ff', `${given}-x`]) {
      const { traceparent } = await seenHeaders({ traceparent: invalid })
      expect(traceparent).toMatch(/^00-[\da-f]{32}-[\da-f]{16}-00$/)
    }
  })

  test('contain the address or network of a client behind a proxy, without the port', async () => {
    await using behind = await guardedServer(echoHeaders, { proxies: '127.0.0.1' })
    const seen = async (forwarded: string) => {
      const headers = { 'X-Forwarded-For': forwarded }
      const answer = await fetch(`${behind.origin}/seen`, { headers })
      return (await answer.json())['x-miteos-client-address']
    }
    expect(await seen('203.0.113.5:40001')).toBe('203.0.113.5')
    expect(await seen('"[2001:db8::1]:443"')).toBe('2001:db8::/64')
    expect(behind.messages).toEqual([])
    expect(await seen('unknown')).toBeUndefined()
    expect(await seen('unknown')).toBeUndefined()
    expect(behind.messages).toEqual([
      'a trusted proxy names clients in a way that cannot be read; no limit counts them apart',
    ])
  })

  test('contain none of the page headers of Next at an address of the API', async () => {
    const headers = { RSC: '1', 'Next-Url': '/x', 'Next-Router-Prefetch': '1' }
    expect(JSON.stringify(await seenHeaders(headers))).not.toMatch(/rsc|next-/)
    const page = await fetch(`${served.origin}/integrations`, { headers })
    expect(await page.json()).toMatchObject({ rsc: '1' })
  })

  test.each(['short', 'x'.repeat(65), 'forged","level":60', 'with space'])(
    'contain a new request id instead of %j',
    async (id) => {
      const seen = await seenHeaders({ 'X-Request-Id': id })
      expect(seen['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
    },
  )

  test('keep a valid request id', async () => {
    const seen = await seenHeaders({ 'X-Request-Id': 'req_12345678' })
    expect(seen['x-request-id']).toBe('req_12345678')
  })
})
