import { BodyTooLarge, decodeUtf8, readCapped } from '@/lib/http/read-capped'
import { ApiError } from './api-error'

const maxBytes = 16 * 1024

function requireMediaType(request: Request, expected: string): void {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))
  const isUtf8 = !charset || /^charset="?utf-?8"?$/.test(charset)
  if (type !== expected || !isUtf8) {
    throw new ApiError('unsupported_media_type', {
      detail: `The body has to be ${expected} in UTF-8.`,
    })
  }
}

async function readText(request: Request): Promise<string> {
  try {
    return decodeUtf8(await readCapped(request, maxBytes))
  } catch (cause) {
    if (cause instanceof BodyTooLarge) throw new ApiError('payload_too_large', {}, { cause })
    throw new ApiError('invalid_json', { detail: 'The body is not valid UTF-8.' }, { cause })
  }
}

/**
 * Reads a JSON body of at most 16 KB. Its shape is not checked.
 *
 * @throws {ApiError} when the media type, the size, the encoding or the JSON is wrong
 */
export async function readJson(request: Request): Promise<unknown> {
  requireMediaType(request, 'application/json')
  const text = await readText(request)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ApiError('invalid_json', {}, { cause })
  }
}

/**
 * Reads the fields of a form of at most 16 KB.
 *
 * @throws {ApiError} when the media type, the size or the encoding is wrong
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  requireMediaType(request, 'application/x-www-form-urlencoded')
  return new URLSearchParams(await readText(request))
}
