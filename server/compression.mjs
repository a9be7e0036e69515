import { constants, createGzip } from 'node:zlib'
import { acceptsGzip } from './accepts-gzip.mjs'
import { addVary, applyHead, isCompressible, isPage, markCompressed } from './compressible.mjs'
import { gzipped } from './gzipped.mjs'

/** A page is compressed while a person waits: at this level that takes half the time of the default level and adds a tenth to the bytes. */
const pageLevel = 4

/** Answers with fewer bytes are not compressed, because the gain would be too small. */
const minBytes = 1024

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 */

/** @param {unknown} chunk */
function bytesOf(chunk) {
  if (typeof chunk === 'string') return Buffer.from(chunk)
  if (!(chunk instanceof Uint8Array)) return Buffer.alloc(0)
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
}

/**
 * Returns the original methods of the response, which `compressAnswer` replaces.
 *
 * @param {Response} response
 */
function senderOf(response) {
  return {
    writeHead: response.writeHead.bind(response),
    flushHeaders: response.flushHeaders.bind(response),
    write: response.write.bind(response),
    end: response.end.bind(response),
  }
}

/**
 * Returns a stream that compresses its input and sends it as the body of the answer. Each `flush` sends the
 * bytes so far.
 *
 * @param {Response} response
 * @param {ReturnType<typeof senderOf>} sender
 */
function compressedBody(response, sender) {
  markCompressed(response)
  const stream = createGzip({ level: pageLevel })
  stream.on('data', (part) => sender.write(part) || stream.pause())
  stream.on('end', () => sender.end())
  stream.on('error', (error) => response.destroy(error))
  stream.on('drain', () => response.emit('drain'))
  response.on('drain', () => stream.resume())
  response.once('close', () => stream.destroy())
  Reflect.set(response, 'flush', () => stream.flush(constants.Z_SYNC_FLUSH))
  return stream
}

/**
 * Compresses the answer if that saves bytes and the client accepts gzip: a page while it is being written, any
 * other answer in one piece. No other code compresses. The package compression is not used: it compresses the
 * same list anew for each request, and leaves a strong entity tag on bytes that it changed.
 *
 * No body may contain a secret beside text that a stranger can choose, because the size of the body would
 * reveal the secret (https://www.breachattack.com). Our bodies contain no secret: tokens and codes are sent in
 * headers and cookies.
 *
 * @param {Request} request
 * @param {Response} response
 */
export function compressAnswer(request, response) {
  const sender = senderOf(response)
  const takesGzip = acceptsGzip(String(request.headers['accept-encoding'] ?? ''))
  const hasNoBody = request.method === 'HEAD'
  // `plain` sends the bytes as they are. `whole` collects the body and compresses it at its end. A Gzip stream
  // compresses the body while it is sent.
  /** @type {'plain' | 'whole' | import('node:zlib').Gzip | undefined} */
  let mode
  /** @type {Buffer[]} */
  const collected = []

  function isUndecided() {
    return mode === undefined && takesGzip && !hasNoBody && isCompressible(response)
  }

  /** @param {Buffer} firstBytes */
  function chooseMode(firstBytes) {
    if (!isUndecided()) return 'plain'
    const length = response.getHeader('Content-Length')
    const isSmall = length !== undefined && Number(length) < minBytes
    if (isSmall || (isPage(response) && firstBytes.length < minBytes)) return 'plain'
    return isPage(response) ? compressedBody(response, sender) : 'whole'
  }

  async function sendWhole() {
    const [only] = collected
    const body = only && collected.length === 1 ? only : Buffer.concat(collected)
    const compressed = body.length < minBytes ? undefined : await gzipped(body)
    if (response.destroyed) return
    if (compressed) markCompressed(response)
    response.setHeader('Content-Length', (compressed ?? body).length)
    sender.end(compressed ?? body)
  }

  response.writeHead = (...head) => {
    applyHead(response, head)
    if (isUndecided()) return response
    mode ??= 'plain'
    addVary(response)
    if (hasNoBody && takesGzip && isCompressible(response)) response.removeHeader('Content-Length')
    return sender.writeHead(response.statusCode)
  }
  response.flushHeaders = () => {
    if (!isUndecided()) sender.flushHeaders()
  }
  /** @param {unknown} chunk @param {unknown[]} rest */
  const write = (chunk, ...rest) => {
    mode ??= chooseMode(bytesOf(chunk))
    if (mode === 'plain') return Reflect.apply(sender.write, response, [chunk, ...rest])
    if (mode !== 'whole') return Reflect.apply(mode.write, mode, [chunk, ...rest])
    collected.push(bytesOf(chunk))
    return true
  }
  /** @param {unknown[]} last */
  const end = (...last) => {
    mode ??= chooseMode(bytesOf(last[0]))
    if (mode === 'plain') return Reflect.apply(sender.end, response, last)
    if (mode !== 'whole') Reflect.apply(mode.end, mode, last)
    else {
      collected.push(bytesOf(last[0]))
      sendWhole().catch((error) => response.destroy(error))
    }
    return response
  }
  Object.assign(response, { write, end })
}
