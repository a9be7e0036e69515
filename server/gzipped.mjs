import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'

const compress = promisify(gzip)
const maxKeptBytes = 8 * 1024 * 1024

/** @type {LRUCache<string, Buffer>} the keys are the uncompressed bytes, as characters from U+0000 to U+00FF */
const compressedBodies = new LRUCache({
  maxSize: maxKeptBytes,
  maxEntrySize: maxKeptBytes / 2,
  sizeCalculation: (compressed, characters) => compressed.length + characters.length,
})

/**
 * Returns the compressed bytes. Bytes that were compressed a short time ago are not compressed again, because
 * open pages ask for the same list every few seconds. The result depends only on the bytes, not on the client.
 *
 * @param {Buffer} bytes
 */
export async function gzipped(bytes) {
  const characters = bytes.toString('latin1')
  const cached = compressedBodies.get(characters)
  if (cached) return cached
  const compressed = await compress(bytes)
  compressedBodies.set(characters, compressed)
  return compressed
}
