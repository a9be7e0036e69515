import type { z } from 'zod'
import type { Service } from '@/lib/contract/services/catalogue'
import { parseJsonObject, type JsonObject } from './json-object'
import type { ProviderClient } from './provider'
import { ProviderError } from './provider-error'
import { retryAfterSeconds } from './retry-after'

export interface Question {
  method: 'GET' | 'POST' | 'DELETE'
  /** At the vendor; the client knows where that is to be found. */
  url: string
  /** The whole `Authorization` header. */
  authorization?: string
  form?: Record<string, string>
  json?: JsonObject
  headers?: Record<string, string>
  /** Seconds to wait before the next call, where the vendor says so in the body and in no header. */
  waitSecondsIn?: (body: JsonObject) => number | undefined
}

export interface Answer {
  status: number
  headers: Headers
  /** Empty where the provider has nothing to say, with status 204. */
  body: JsonObject
}

/**
 * One call to a vendor's API. An answer that only says "later" (429, 5xx) is thrown as
 * `unavailable`; one that is no JSON object, such as a web page, comes from no vendor's API and is
 * thrown as `malformed`. What any other answer means is for the provider's own file to say.
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
    new Request(client.at(question.url), { method: question.method, headers, body: body ?? null }),
  )
  const { status } = response
  const headersOfAnswer = new Headers(response.headers)
  const content = parseJsonObject(await response.text())
  const wait = content && question.waitSecondsIn?.(content)
  if (wait !== undefined) headersOfAnswer.set('retry-after', String(wait))
  refuseTransient(service, client, { status, headers: headersOfAnswer })
  if (!content && status !== 204) throw new ProviderError(service, 'malformed', 'not_an_api')
  return { status, headers: headersOfAnswer, body: content ?? {} }
}

/** Throws when the status says nothing but "not now". */
export function refuseTransient(
  service: Service,
  client: ProviderClient,
  { status, headers }: Pick<Response, 'status' | 'headers'>,
): void {
  if (status !== 429 && status !== 408 && status < 500) return
  const code = status === 429 ? 'rate_limited' : 'server_error'
  throw notNow(service, client, headers, code)
}

/** The provider wants to be asked later, and may say when. */
export function notNow(
  service: Service,
  { now }: ProviderClient,
  headers: Headers,
  code: string,
): ProviderError {
  return new ProviderError(service, 'unavailable', code, retryAfterSeconds(headers, now()))
}

/** The fields that the provider documents, or `malformed`. */
export function expectShape<Shape>(
  service: Service,
  schema: z.ZodType<Shape>,
  body: JsonObject,
): Shape {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw new ProviderError(service, 'malformed', 'unexpected_shape')
}

export const bearer = (token: string): string => `Bearer ${token}`

/**
 * Plain base64, as every vendor's own client sends it. RFC 6749 §2.3.1 would percent-encode both
 * halves first, and oauth4webapi does: vendors then refuse secrets with `-`, `_` or `.` in them.
 */
export function rawBasic({ id, secret }: ProviderClient): string {
  return `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
}
