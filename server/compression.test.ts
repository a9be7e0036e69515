import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { guardedServer } from '@/tests/support/guarded-server'

const list = JSON.stringify(Array.from({ length: 300 }, (_, number) => ({ id: `int_${number}` })))
const page = `<!doctype html>${'<p>A page of many words.</p>'.repeat(200)}`
let served: Awaited<ReturnType<typeof guardedServer>>

beforeAll(async () => {
  served = await guardedServer(async ({ url, method }, response) => {
    // Next sets the header as an array.
    response.setHeader('Content-Type', [url === '/page' ? 'text/html' : 'application/json'])
    if (url === '/strong') response.setHeader('ETag', '"abc"')
    if (url === '/encoded') response.setHeader('Content-Encoding', 'gzip')
    if (url === '/image') response.setHeader('Content-Type', 'image/png')
    if (url === '/sealed') response.setHeader('Cache-Control', 'private, no-transform')
    if (url === '/vary') response.setHeader('Vary', 'rsc')
    if (url === '/none') return response.writeHead(204).end()
    if (url === '/known') return response.writeHead(304).end()
    if (url === '/small') return response.end('{"small":true}')
    if (url === '/encoded') return response.end(gzipSync(list))
    if (method === 'HEAD') return response.end()
    const body = Buffer.from(url === '/page' ? page : list)
    response.flushHeaders()
    response.write(body.subarray(0, 1500))
    response.end(body.subarray(1500))
  })
})

afterAll(() => served[Symbol.asyncDispose]())

async function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const sent = request(`${served.origin}${path}`, { headers, method }).end()
  return new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
    (resolve, reject) => {
      sent.once('error', reject).once('response', async (answer) => {
        const body = await buffer(answer)
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body })
      })
    },
  )
}

const gzip = { 'accept-encoding': 'gzip, deflate, br' }

test.each([
  ['/list', list],
  ['/page', page],
])('%s is compressed for a client that accepts gzip', async (path, text) => {
  const { headers, body } = await ask(path, gzip)
  expect(headers['content-encoding']).toBe('gzip')
  expect(headers.vary).toBe('Accept-Encoding')
  expect(gunzipSync(body).toString()).toBe(text)
  expect(body.length).toBeLessThan(text.length / 4)
})

test.each([
  ['sends no Accept-Encoding', {}],
  ['refuses gzip', { 'accept-encoding': 'gzip;q=0, br' }],
  ['prefers the uncompressed bytes', { 'accept-encoding': 'identity, gzip;q=0.5' }],
])('a client that %s gets the uncompressed bytes, with Vary', async (_, headers) => {
  const answer = await ask('/list', headers)
  expect(answer.headers['content-encoding']).toBeUndefined()
  expect(answer.headers.vary).toBe('Accept-Encoding')
  expect(answer.body.toString()).toBe(list)
})

test('a star in Accept-Encoding stands for gzip too', async () => {
  const { headers } = await ask('/list', { 'accept-encoding': 'br;q=0.5, *;q=0.1' })
  expect(headers['content-encoding']).toBe('gzip')
})

test.each(['/small', '/image', '/sealed'])('%s is not compressed', async (path) => {
  const { headers, body } = await ask(path, gzip)
  expect(headers['content-encoding']).toBeUndefined()
  expect(body.length).toBe(path === '/small' ? 14 : list.length)
})

test('an answer that is already encoded is not encoded again', async () => {
  const { headers, body } = await ask('/encoded', gzip)
  expect(headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(body).toString()).toBe(list)
})

test('Content-Length is the number of bytes that are sent', async () => {
  for (let round = 0; round < 2; round++) {
    const { headers, body } = await ask('/list', gzip)
    expect(Number(headers['content-length'])).toBe(body.length)
  }
})

test('a strong tag becomes weak when the bytes are compressed, and otherwise stays strong', async () => {
  expect((await ask('/strong', gzip)).headers.etag).toBe('W/"abc"')
  expect((await ask('/strong')).headers.etag).toBe('"abc"')
})

test('answers without a body stay without one', async () => {
  const nothing = await ask('/none', gzip)
  expect(nothing).toMatchObject({ status: 204, body: Buffer.alloc(0) })
  expect(nothing.headers['content-encoding']).toBeUndefined()
  const known = await ask('/known', gzip)
  expect(known.headers).toMatchObject({ vary: 'Accept-Encoding' })
  expect(known.headers['content-encoding']).toBeUndefined()
  const head = await ask('/list', gzip, 'HEAD')
  expect(head.headers).toMatchObject({ vary: 'Accept-Encoding' })
  expect(head.body.length).toBe(0)
})

test('Vary keeps the headers that the application has set', async () => {
  expect((await ask('/vary', gzip)).headers.vary).toBe('rsc, Accept-Encoding')
})

test('a page is sent while it is being written', async () => {
  let finish = () => {}
  await using slow = await guardedServer((_, response) => {
    response.setHeader('Content-Type', 'text/html')
    response.write(page)
    Reflect.get(response, 'flush')?.()
    finish = () => response.end('the end')
  })
  const response = await fetch(slow.origin)
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader?.read())?.value).toContain('A page of many words')
  finish()
})
