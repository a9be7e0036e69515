/** A body that is longer than was allowed. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

/**
 * The text of a body. Reading stops at the cap, whatever length was announced.
 *
 * @throws {BodyTooLarge} above `maxBytes`
 * @throws {TypeError} when it is not UTF-8
 */
export async function readCapped(message: Request | Response, maxBytes: number): Promise<string> {
  if (Number(message.headers.get('content-length') ?? 0) > maxBytes) {
    await message.body?.cancel()
    throw new BodyTooLarge()
  }
  const reader = message.body?.getReader()
  if (!reader) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    size += read.value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      throw new BodyTooLarge()
    }
    chunks.push(read.value)
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks))
}
