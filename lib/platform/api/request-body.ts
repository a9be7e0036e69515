import type { MiddlewareHandler } from 'hono'
import { longestBodyBytes } from '@/lib/contract/api/limits'
import { BodyTooLarge, decodeUtf8, readCapped } from '@/lib/http/read-capped'
import { ApiProblem } from '../core/api-problem'
import { requireStrictJson } from './strict-json'

const jsonType = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i

async function readBody(request: Request): Promise<Uint8Array> {
  try {
    return await readCapped(request, longestBodyBytes)
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error
    throw new ApiProblem('payload_too_large', `The body is larger than ${longestBodyBytes} bytes.`)
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes)
  } catch {
    throw new ApiProblem('invalid_json', 'The body is not UTF-8.')
  }
}

/** Reads the whole body and refuses a body that is larger than 16 KB or neither empty nor strict JSON. */
export const requireJsonBody: MiddlewareHandler = async (c, next) => {
  const { method, url, headers } = c.req.raw
  if (method === 'GET' || method === 'HEAD') return next()
  const bytes = await readBody(c.req.raw)
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
  c.req.raw = new Request(url, { method, headers, body: text })
  return next()
}
