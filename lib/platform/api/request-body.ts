import type { MiddlewareHandler } from 'hono'
import { maxBodyBytes, maxToolBodyBytes } from '@/lib/contract/api/limits'
import { BodyTooLarge, decodeUtf8, readCapped } from '@/lib/http/read-capped'
import { ApiProblem } from '../core/api-problem'
import { requireStrictJson } from './strict-json'

const jsonType = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i

/** Reads the whole body of a request. Throws `payload_too_large` when it is longer than `maxBytes`. */
export async function readBody(
  request: Request,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await readCapped(request, maxBytes)
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error
    throw new ApiProblem('payload_too_large', `The body is larger than ${maxBytes} bytes.`)
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes)
  } catch {
    throw new ApiProblem('invalid_json', 'The body is not UTF-8.')
  }
}

/**
 * Reads the whole body of a write. Refuses a body that is too large, or neither empty nor strict JSON. The body of a call
 * of a tool may have 1 MB, every other body 16 KB.
 */
export const requireJsonBody: MiddlewareHandler = async (c, next) => {
  const { method, url, headers, signal } = c.req.raw
  if (method === 'GET' || method === 'HEAD') return next()
  const isToolCall = c.req.path === '/v1/tool_calls'
  const bytes = await readBody(c.req.raw, isToolCall ? maxToolBodyBytes : maxBodyBytes)
  const type = headers.get('content-type')
  if ((type !== null || bytes.byteLength > 0) && !jsonType.test(type ?? '')) {
    throw new ApiProblem('unsupported_media_type', 'The body has to be "application/json".')
  }
  const encoding = headers.get('content-encoding') ?? 'identity'
  if (encoding.trim().toLowerCase() !== 'identity') {
    c.header('accept-encoding', 'identity')
    throw new ApiProblem('unsupported_media_type', 'The body has to come without a coding.')
  }
  const text = bytes.byteLength > 0 ? decode(bytes) : null
  if (text !== null) requireStrictJson(text)
  c.req.raw = new Request(url, { method, headers, body: text, signal })
  return next()
}
