import { expect, test } from 'vitest'
import { BodyTooLarge, decodeUtf8, readCapped } from './read-capped'

const kilobyte = 1024

/** Returns a request whose body comes in this many pieces of 1 KB, and the number of pieces that were read. */
function inPieces(pieces: number, headers: Record<string, string> = {}) {
  const taken = { pieces: 0, cancelled: false }
  const body = new ReadableStream({
    pull(controller) {
      if (taken.pieces === pieces) return controller.close()
      taken.pieces += 1
      controller.enqueue(new Uint8Array(kilobyte).fill(32))
    },
    cancel() {
      taken.cancelled = true
    },
  })
  const init = { method: 'POST', body, headers, duplex: 'half' }
  return { request: new Request('http://localhost', init), taken }
}

test('a body up to the cap is read whole', async () => {
  expect((await readCapped(inPieces(16).request, 16 * kilobyte)).byteLength).toBe(16 * kilobyte)
  expect((await readCapped(new Response('é'), 2)).byteLength).toBe(2)
})

test('no body is an empty one', async () => {
  expect((await readCapped(new Request('http://localhost'), 0)).byteLength).toBe(0)
  expect((await readCapped(new Response(null, { status: 204 }), 0)).byteLength).toBe(0)
})

test('an endless body is read to the cap and cancelled', async () => {
  const { request, taken } = inPieces(Number.POSITIVE_INFINITY)
  await expect(readCapped(request, 16 * kilobyte)).rejects.toThrow(BodyTooLarge)
  expect(taken.pieces).toBeLessThan(24)
  expect(taken.cancelled).toBe(true)
})

test('a body that announces too much is not read', async () => {
  const { request, taken } = inPieces(64, { 'content-length': '65536' })
  await expect(readCapped(request, 16 * kilobyte)).rejects.toThrow(BodyTooLarge)
  expect(taken.pieces).toBeLessThan(3)
  expect(taken.cancelled).toBe(true)
})

test.each(['10', '-1', 'x', '1e1'])(
  'a length of %j that is not true lets no more through',
  async (length) => {
    const { request } = inPieces(64, { 'content-length': length })
    await expect(readCapped(request, 16 * kilobyte)).rejects.toThrow(BodyTooLarge)
  },
)

test('a body that is cut off is an error, never a shorter body', async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(10))
      controller.error(new RangeError('cut'))
    },
  })
  await expect(readCapped(new Response(body), kilobyte)).rejects.toThrow(RangeError)
})

test('text is UTF-8 or an error, and keeps its byte order mark', () => {
  expect(decodeUtf8(new TextEncoder().encode('\uFEFFé'))).toBe('\uFEFFé')
  expect(() => decodeUtf8(new Uint8Array([0x7b, 0xff, 0x7d]))).toThrow(TypeError)
})
