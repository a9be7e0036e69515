import type { MiddlewareHandler } from 'hono'
import { ApiProblem } from '../core/api-problem'
import { requireStrictJson } from './strict-json'

const maxBytes = 16 * 1024
const json = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i

function tooLarge(): ApiProblem {
  return new ApiProblem('payload_too_large', `The body is larger than ${maxBytes} bytes.`)
}

/** Reads the whole body. Stops as soon as it is too large, whatever `Content-Length` says. */
async function readCapped(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge()
  if (!request.body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength
    if (size > maxBytes) {
      await reader.cancel()
      throw tooLarge()
    }
    chunks.push(part.value)
  }
  return Buffer.concat(chunks)
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new ApiProblem('invalid_json', 'The body is not UTF-8.')
  }
}

/** Reads the whole body, up to 16 KB, and passes on only strict JSON to the routes. */
export const boundedJson: MiddlewareHandler = async (c, next) => {
  const { method, url, headers } = c.req.raw
  if (method === 'GET' || method === 'HEAD') return next()
  const bytes = await readCapped(c.req.raw)
  const type = headers.get('content-type')
  if ((type !== null || bytes.byteLength > 0) && !json.test(type ?? '')) {
    throw new ApiProblem('unsupported_media_type', 'The body has to be "application/json".')
  }
  const coding = headers.get('content-encoding') ?? 'identity'
  if (coding.trim().toLowerCase() !== 'identity') {
    c.header('accept-encoding', 'identity')
    throw new ApiProblem('unsupported_media_type', 'The body has to come without a coding.')
  }
  const text = bytes.byteLength > 0 ? decode(bytes) : null
  if (text !== null) requireStrictJson(text)
  c.req.raw = new Request(url, { method, headers, body: text })
  return next()
}
