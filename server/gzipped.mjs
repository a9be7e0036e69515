import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const compress = promisify(gzip)
const mostKept = 4 * 1024 * 1024

/** @type {Map<string, Buffer>} by the hash of the uncompressed bytes, the least recently used first */
const kept = new Map()
let keptBytes = 0

/** @param {string} hash @param {Buffer} compressed */
function keep(hash, compressed) {
  if (kept.has(hash) || compressed.length > mostKept / 4) return
  kept.set(hash, compressed)
  keptBytes += compressed.length
  for (const [oldest, { length }] of kept) {
    if (keptBytes <= mostKept) return
    kept.delete(oldest)
    keptBytes -= length
  }
}

/**
 * Returns the compressed bytes. Bytes that were compressed a short time ago are not compressed again, because
 * open pages ask for the same list every few seconds. The result depends only on the bytes, not on the client.
 *
 * @param {Buffer} bytes
 */
export async function gzipped(bytes) {
  const hash = createHash('sha256').update(bytes).digest('base64')
  const known = kept.get(hash)
  if (known) {
    kept.delete(hash)
    kept.set(hash, known)
    return known
  }
  const compressed = await compress(bytes)
  keep(hash, compressed)
  return compressed
}
