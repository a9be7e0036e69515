import type { Api } from './api'

const stringType = 'string' as const
const integerType = 'integer' as const

const descriptions = {
  'X-Request-Id': {
    description:
      'The id of this request in the log of the server. If the request had a valid `X-Request-Id`, the id is the same.',
    schema: { type: stringType, pattern: '^[A-Za-z0-9_-]{8,64}$', maxLength: 64 },
  },
  'Access-Control-Allow-Origin': {
    description: 'The origin of this server. Pages of other origins cannot read the answer.',
    schema: { type: stringType, format: 'uri', maxLength: 256 },
  },
  'Miteos-Account': {
    description: 'The id of the account that the token belongs to.',
    schema: { type: stringType, pattern: '^acct_[A-Za-z0-9]+$', maxLength: 64 },
  },
  'Miteos-Role': {
    description: 'The role of the token. The role decides what the token may do.',
    schema: { type: stringType, enum: ['admin', 'member', 'support'] },
  },
  'RateLimit-Policy': {
    description:
      'The number of requests (`q`) that are allowed in a number of seconds (`w`). Absent when there is no limit.',
    schema: { type: stringType, pattern: '^"[a-z]+";q=[0-9]+;w=60$', maxLength: 64 },
  },
  RateLimit: {
    description:
      'The number of requests that are left (`r`) for the next seconds (`t`). Absent when there is no limit.',
    schema: { type: stringType, pattern: '^"[a-z]+";r=[0-9]+;t=[0-9]+$', maxLength: 64 },
  },
  'Retry-After': {
    description: 'The number of seconds to wait before the next request.',
    schema: { type: integerType, format: 'int32', minimum: 1, maximum: 3600 },
  },
  'WWW-Authenticate': {
    description:
      'The scheme of the authentication (RFC 6750). Names the error when a token was refused.',
    schema: { type: stringType, pattern: '^Bearer realm="Miteos"', maxLength: 128 },
  },
  Allow: {
    description: 'The methods that this address accepts. Sent with 405.',
    schema: { type: stringType, pattern: '^[A-Z]+(, [A-Z]+)*$', maxLength: 128 },
  },
  ETag: {
    description:
      'Identifies this version of the answer. Send the tag in `If-None-Match` to get the answer only if it has changed.',
    schema: { type: stringType, pattern: '^W/"[A-Za-z0-9_-]{27}"$', maxLength: 64 },
  },
  Vary: {
    description: 'The request headers on which the answer depends.',
    schema: { type: stringType, pattern: '^[A-Za-z-]+(, [A-Za-z-]+)*$', maxLength: 256 },
  },
  Link: {
    description:
      'With `rel="next"`: the address of the next page (RFC 8288). Absent on the last one.',
    schema: { type: stringType, pattern: '^<[^>]+>; rel="next"$', maxLength: 1024 },
  },
  'Idempotency-Replayed': {
    description: '`true` when the answer repeats the first answer to this `Idempotency-Key`.',
    schema: { type: stringType, enum: ['true'] },
  },
} satisfies Record<string, object>

type HeaderName = keyof typeof descriptions

/** Registers the headers in the OpenAPI document under their names. */
export function describeHeaders(api: Api): void {
  for (const [name, description] of Object.entries(descriptions)) {
    api.openAPIRegistry.registerComponent('headers', name, description)
  }
}

/** The headers of every answer to a valid token. Both headers of the rate limit are absent when it is switched off. */
const everyAnswerHeaders: HeaderName[] = [
  'X-Request-Id',
  'Access-Control-Allow-Origin',
  'Miteos-Account',
  'Miteos-Role',
  'RateLimit-Policy',
  'RateLimit',
]

/** Returns references to the headers of every answer and to further headers, for the OpenAPI document. */
export function headerReferences(...moreNames: HeaderName[]) {
  const names = [...everyAnswerHeaders, ...moreNames]
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}

/** Returns the names of the headers that only problems of this status have. */
export function problemHeaderNames(status: number | string): HeaderName[] {
  if (status === 401 || status === 403) return ['WWW-Authenticate']
  if (status === 429 || status === 502 || status === 503) return ['Retry-After']
  // `4XX` stands for 405 and the other refusals of the request itself.
  return status === '4XX' ? ['Allow'] : []
}
