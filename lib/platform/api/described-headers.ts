import type { Api } from './api'

const text = 'string' as const
const number = 'integer' as const

const descriptions = {
  'X-Request-Id': {
    description:
      'The id of this request in our log. It is the id that you sent, if that was valid.',
    schema: { type: text, pattern: '^[A-Za-z0-9_-]{8,64}$', maxLength: 64 },
  },
  'Access-Control-Allow-Origin': {
    description: 'Our own origin: no page of another one may read an answer.',
    schema: { type: text, format: 'uri', maxLength: 256 },
  },
  'Miteos-Account': {
    description: 'The account that the token belongs to.',
    schema: { type: text, pattern: '^acct_[A-Za-z0-9]+$', maxLength: 64 },
  },
  'Miteos-Role': {
    description: 'What the token may do.',
    schema: { type: text, enum: ['admin', 'member', 'support'] },
  },
  'RateLimit-Policy': {
    description:
      'How many requests (`q`) there may be in how many seconds (`w`). Absent without a limit.',
    schema: { type: text, pattern: '^"[a-z]+";q=[0-9]+;w=60$', maxLength: 64 },
  },
  RateLimit: {
    description:
      'How many requests are left (`r`) for how many seconds (`t`). Absent without a limit.',
    schema: { type: text, pattern: '^"[a-z]+";r=[0-9]+;t=[0-9]+$', maxLength: 64 },
  },
  'Retry-After': {
    description: 'After how many seconds it makes sense to ask again.',
    schema: { type: number, format: 'int32', minimum: 1, maximum: 3600 },
  },
  'WWW-Authenticate': {
    description: 'How to authenticate (RFC 6750), and what was wrong with the token.',
    schema: { type: text, pattern: '^Bearer realm="Miteos"', maxLength: 128 },
  },
  Allow: {
    description: 'With 405: the methods there are at this address.',
    schema: { type: text, pattern: '^[A-Z]+(, [A-Z]+)*$', maxLength: 128 },
  },
  ETag: {
    description:
      'Stands for this answer. Send it in `If-None-Match` to read it only if it changed.',
    schema: { type: text, pattern: '^W/"[A-Za-z0-9_-]{27}"$', maxLength: 64 },
  },
  Vary: {
    description: 'What the answer depends on, beside its address.',
    schema: { type: text, pattern: '^[A-Za-z-]+(, [A-Za-z-]+)*$', maxLength: 256 },
  },
  Link: {
    description:
      'With `rel="next"`: the address of the next page (RFC 8288). Absent on the last one.',
    schema: { type: text, pattern: '^<[^>]+>; rel="next"$', maxLength: 1024 },
  },
  'Idempotency-Replayed': {
    description: '`true` on an answer that was given to this `Idempotency-Key` before.',
    schema: { type: text, enum: ['true'] },
  },
} satisfies Record<string, object>

type HeaderName = keyof typeof descriptions

/** Registers the headers in the OpenAPI document under their names. */
export function describeHeaders(api: Api): void {
  for (const [name, description] of Object.entries(descriptions)) {
    api.openAPIRegistry.registerComponent('headers', name, description)
  }
}

/** The headers of every answer to a valid token. The two of the rate limit are absent when it is switched off. */
const everywhere: HeaderName[] = [
  'X-Request-Id',
  'Access-Control-Allow-Origin',
  'Miteos-Account',
  'Miteos-Role',
  'RateLimit-Policy',
  'RateLimit',
]

/** Returns references to the headers of an answer, for the OpenAPI document. */
export function headers(...more: HeaderName[]) {
  const names = [...everywhere, ...more]
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}

/** Returns the names of the headers that problems of this status have in addition. */
export function problemHeaderNames(status: number | string): HeaderName[] {
  if (status === 401 || status === 403) return ['WWW-Authenticate']
  if (status === 429 || status === 502 || status === 503) return ['Retry-After']
  // `4XX` stands for 405 and the other refusals of the request itself.
  return status === '4XX' ? ['Allow'] : []
}
