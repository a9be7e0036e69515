import { isProblemCode, problemSchema, problemType } from '@/lib/contract/api/problem'
import { clientHasTag, type TaggedText, withTag } from '@/lib/http/entity-tag'
import { plainHeaders } from '@/lib/http/plain-headers'
import type { ApiError } from './api-error'

export function json(value: unknown, appUrl: string, status = 200): Response {
  return Response.json(value, { status, headers: plainHeaders(appUrl) })
}

/** The JSON of earlier answers, so that the same list is not serialised again. Nobody changes these values. */
const textByValue = new WeakMap<object, TaggedText>()

function serialize(value: object): TaggedText {
  const kept = textByValue.get(value)
  if (kept) return kept
  const fresh = withTag(JSON.stringify(value))
  textByValue.set(value, fresh)
  return fresh
}

/**
 * Answers a read, with an entity tag. Answers 304 to a client that already has this version. No HTTP cache may
 * store the answer; the open page keeps it.
 */
export function answerRead(request: Request, value: object, appUrl: string): Response {
  const { text, tag } = serialize(value)
  const headers = { ...plainHeaders(appUrl), etag: tag, vary: 'cookie' }
  if (clientHasTag(request.headers.get('if-none-match'), tag))
    return new Response(null, { status: 304, headers })
  return new Response(text, { headers: { ...headers, 'content-type': 'application/json' } })
}

export function noContent(appUrl: string): Response {
  return new Response(null, { status: 204, headers: plainHeaders(appUrl) })
}

/** Returns the error as `application/problem+json`, in the same form as the API (RFC 9457). */
export function problemResponse(error: ApiError, requestId: string, appUrl: string): Response {
  const { retryAfterSeconds, allow, sentCode: code = error.code } = error.members
  const body = problemSchema.parse({
    type: isProblemCode(code) ? problemType(code, appUrl) : 'about:blank',
    title: code.replaceAll('_', ' ').replace(/^./, (letter) => letter.toUpperCase()),
    status: error.status,
    detail: error.detail,
    code,
    request_id: requestId,
  })
  return new Response(JSON.stringify(body), {
    status: error.status,
    headers: {
      ...plainHeaders(appUrl),
      'content-type': 'application/problem+json',
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
      ...(allow === undefined ? {} : { allow }),
    },
  })
}
