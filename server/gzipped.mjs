import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'

const compress = promisify(gzip)
const mostKeptBytes = 8 * 1024 * 1024

/** @type {LRUCache<string, Buffer>} by the uncompressed bytes, as characters from U+0000 to U+00FF */
const kept = new LRUCache({
  maxSize: mostKeptBytes,
  maxEntrySize: mostKeptBytes / 2,
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
  const known = kept.get(characters)
  if (known) return known
  const compressed = await compress(bytes)
  kept.set(characters, compressed)
  return compressed
}
