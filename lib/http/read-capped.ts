/** Thrown when a body is longer than allowed. */
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
}

/**
 * Reads a whole body, but stops above `maxBytes`, even if `Content-Length` is smaller. hono's
 * `body-limit` is not used, because it trusts `Content-Length` and does not limit the bytes that
 * follow.
 *
 * @throws {BodyTooLarge} above `maxBytes`
 */
export async function readCapped(
  { headers, body }: Request | Response,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(headers.get('content-length') ?? 0) > maxBytes) {
    await body?.cancel()
    throw new BodyTooLarge()
  }
  const chunks: Uint8Array[] = []
  let size = 0
  // Leaving the loop early cancels the body.
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > maxBytes) throw new BodyTooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * Decodes bytes as UTF-8. A byte order mark stays in the text.
 *
 * @throws {TypeError} when the bytes are not UTF-8
 */
export function decodeUtf8(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}
