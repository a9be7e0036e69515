import { expect, test } from '../support/fixtures'
import { openSocket, sendLine, statusesIn } from '../support/raw-http'

/**
 * An answer that takes longer has waited for the slow connections, which are held for 10 s and more. It is no measure of
 * speed: two other files run at the same time.
 */
const patienceMs = 4000

/** Beginnings of requests that are never completed. */
const beginnings = [
  ['/integrations', 'GET /integrations HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  ['/v1/integrations', 'GET /v1/integrations HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  ['a body', 'POST /sign-in/submit HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\na'],
] as const

for (const [what, beginning] of beginnings) {
  test(`300 slow connections to ${what} keep nobody else waiting`, async ({ origin, person }) => {
    const sockets = await Promise.all(Array.from({ length: 300 }, () => openSocket(origin)))
    for (const socket of sockets) socket.on('error', () => undefined).write(beginning)
    for (const line of ['GET /healthz', 'GET /sign-in', 'GET /v1/integrations']) {
      const begin = performance.now()
      const answer = await sendLine(origin, line, [`Authorization: Bearer ${person.token}`])
      expect(statusesIn(answer), line).toEqual([200])
      expect(performance.now() - begin, line).toBeLessThan(patienceMs)
    }
    for (const socket of sockets) socket.destroy()
  })
}

const ids = ['short', 'a'.repeat(10_000), 'x","level":60,"msg":"forged', 'with space', 'ünïcode-12']

test('a request id that could forge a line of the log is replaced', async ({ origin }) => {
  for (const id of ids) {
    const answer = await sendLine(origin, 'GET /api/integrations', [`X-Request-Id: ${id}`])
    expect(statusesIn(answer)).toEqual([401])
    expect(answer).not.toContain(id)
    expect(answer).toMatch(/^x-request-id: [0-9a-f-]{36}\r$/im)
  }
})

test('a line break in the return path does not split a header', async ({ origin, person }) => {
  for (const path of ['/x%0d%0aX-Evil:%201', '/x\r\nX-Evil: 1', '/%0aSet-Cookie:a=b']) {
    const response = await fetch(`${origin}/sign-in/submit`, {
      method: 'POST',
      headers: { origin },
      body: new URLSearchParams({ token: person.token, callbackUrl: path }),
      redirect: 'manual',
    })
    expect(response.status).toBe(303)
    expect(response.headers.get('x-evil')).toBeNull()
    expect(response.headers.get('location')).not.toMatch(/[\r\n]/)
  }
})
