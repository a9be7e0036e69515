import type { z } from 'zod'
import type { Service } from '@/lib/contract/services/catalogue'
import { retryAfterSeconds } from '@/lib/http/retry-after'
import { type JsonObject, parseJsonObject } from './json-object'
import type { ProviderClient } from './provider'
import { ProviderError } from './provider-error'

/** A longer wait that a provider asks for is cut to this: it is asked again after an hour. */
const maxWaitSeconds = 60 * 60

/** A request to a vendor's API. */
export interface Question {
  method: 'GET' | 'POST' | 'DELETE'
  /** The vendor's own URL. `ProviderClient.urlFor` converts it to the one that is called. */
  url: string
  /** The value of the `Authorization` header. */
  authorization?: string
  form?: Record<string, string>
  json?: JsonObject
  headers?: Record<string, string>
  /**
   * Returns the seconds to wait before the next call, or `undefined` when the body does not name them. For a vendor
   * that sends them in the body instead of a header.
   */
  waitSecondsIn?: (body: JsonObject) => number | undefined
}

/** The answer of a vendor's API. */
export interface Answer {
  status: number
  headers: Headers
  /** An empty object for an answer without a body (204). */
  body: JsonObject
}

/**
 * Makes one call to a vendor's API. The caller interprets the status and the body.
 *
 * @throws {ProviderError} `unavailable` for 429, 408 and 5xx; `malformed` when the answer is not a
 *   JSON object, such as a web page, and so does not come from the API
 */
export async function ask(
  service: Service,
  client: ProviderClient,
  question: Question,
): Promise<Answer> {
  const headers = new Headers({ accept: 'application/json', 'user-agent': 'Miteos' })
  if (question.json) headers.set('content-type', 'application/json')
  if (question.authorization) headers.set('authorization', question.authorization)
  for (const [name, value] of Object.entries(question.headers ?? {})) headers.set(name, value)
  const body = question.json
    ? JSON.stringify(question.json)
    : question.form && new URLSearchParams(question.form)
  const response = await client.fetch(
    new Request(client.urlFor(question.url), {
      method: question.method,
      headers,
      body: body ?? null,
    }),
  )
  const { status } = response
  const headersOfAnswer = new Headers(response.headers)
  const content = parseJsonObject(await response.text())
  const waitSeconds = content && question.waitSecondsIn?.(content)
  if (waitSeconds !== undefined) headersOfAnswer.set('retry-after', String(waitSeconds))
  throwIfUnavailable(service, client, { status, headers: headersOfAnswer })
  if (!content && status !== 204) throw new ProviderError(service, 'malformed', 'not_an_api')
  return { status, headers: headersOfAnswer, body: content ?? {} }
}

/** Throws `unavailable` when the status only says that the provider cannot answer now. Otherwise does nothing. */
export function throwIfUnavailable(
  service: Service,
  client: ProviderClient,
  { status, headers }: Pick<Response, 'status' | 'headers'>,
): void {
  if (status !== 429 && status !== 408 && status < 500) return
  const code = status === 429 ? 'rate_limited' : 'server_error'
  throw unavailableError(service, client, headers, code)
}

/** Returns the error for a provider that cannot answer now, with the seconds to wait if the headers name them. */
export function unavailableError(
  service: Service,
  { now }: ProviderClient,
  headers: Headers,
  code: string,
): ProviderError {
  const askedSeconds = retryAfterSeconds(headers.get('retry-after'), now())
  const waitSeconds = askedSeconds ? Math.min(askedSeconds, maxWaitSeconds) : undefined
  return new ProviderError(service, 'unavailable', code, waitSeconds)
}

/** Returns the fields of a body that the schema describes. Throws `malformed` when the body does not match it. */
export function expectShape<Shape>(
  service: Service,
  schema: z.ZodType<Shape>,
  body: JsonObject,
): Shape {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new ProviderError(service, 'malformed', 'unexpected_shape')
}

/** Returns the value of an `Authorization` header with a bearer token. */
export const bearer = (token: string): string => `Bearer ${token}`

/**
 * Returns the value of an `Authorization` header with our client id and secret for Basic authentication, in plain
 * base64, as every vendor's own library sends them. oauth4webapi percent-encodes both parts first, as RFC 6749
 * §2.3.1 requires, and vendors would then refuse secrets that contain `-`, `_` or `.`.
 */
export function rawBasic({ id, secret }: ProviderClient): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
}
