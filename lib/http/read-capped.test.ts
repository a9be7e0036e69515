import { expect, test } from 'vitest'
import { BodyTooLarge, decodeUtf8, readCapped } from './read-capped'

const kilobyte = 1024

/** Returns a request whose body comes in `count` pieces of 1 KB, and the progress of reading it. */
function requestInPieces(count: number, headers: Record<string, string> = {}) {
  const progress = { piecesRead: 0, isCancelled: false }
  const body = new ReadableStream({
    pull(controller) {
      if (progress.piecesRead === count) return controller.close()
      progress.piecesRead += 1
      controller.enqueue(new Uint8Array(kilobyte).fill(32))
    },
    cancel() {
      progress.isCancelled = true
    },
  })
  const init = { method: 'POST', body, headers, duplex: 'half' }
  return { request: new Request('http://localhost', init), progress }
}

test('a body up to the cap is read whole', async () => {
  expect((await readCapped(requestInPieces(16).request, 16 * kilobyte)).byteLength).toBe(
    16 * kilobyte,
  )
  expect((await readCapped(new Response('é'), 2)).byteLength).toBe(2)
})

test('a missing body is read as an empty one', async () => {
  expect((await readCapped(new Request('http://localhost'), 0)).byteLength).toBe(0)
  expect((await readCapped(new Response(null, { status: 204 }), 0)).byteLength).toBe(0)
})

test('an endless body is read to the cap and cancelled', async () => {
  const { request, progress } = requestInPieces(Number.POSITIVE_INFINITY)
  await expect(readCapped(request, 16 * kilobyte)).rejects.toThrow(BodyTooLarge)
  expect(progress.piecesRead).toBeLessThan(24)
  expect(progress.isCancelled).toBe(true)
})

test('a body is not read when its Content-Length is above the cap', async () => {
  const { request, progress } = requestInPieces(64, { 'content-length': '65536' })
  await expect(readCapped(request, 16 * kilobyte)).rejects.toThrow(BodyTooLarge)
  expect(progress.piecesRead).toBeLessThan(3)
  expect(progress.isCancelled).toBe(true)
})

test.each(['10', '-1', 'x', '1e1'])(
  'a false Content-Length of %j does not raise the cap',
  async (length) => {
    const { request } = requestInPieces(64, { 'content-length': length })
    await expect(readCapped(request, 16 * kilobyte)).rejects.toThrow(BodyTooLarge)
  },
)

test('a body that breaks off is an error, never a shorter body', async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array(10))
      controller.error(new RangeError('cut'))
    },
  })
  await expect(readCapped(new Response(body), kilobyte)).rejects.toThrow(RangeError)
})

test('decodeUtf8 throws when the bytes are not UTF-8, and keeps a byte order mark', () => {
  expect(decodeUtf8(new TextEncoder().encode('\uFEFFé'))).toBe('\uFEFFé')
  expect(() => decodeUtf8(new Uint8Array([0x7b, 0xff, 0x7d]))).toThrow(TypeError)
})
