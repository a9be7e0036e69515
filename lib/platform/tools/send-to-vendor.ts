import { retryAfterSeconds } from '@/lib/http/retry-after'
import type { Credential, ProviderClient } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'
import { ToolFailure } from './tool-failure'
import type { VendorAnswer, VendorApi, VendorRequest } from './vendor-session'

/**
 * The system's error codes that show that nothing was sent. `EHOSTUNREACH` and its like are not among them, because an open
 * connection can fail with them too.
 */
const unsentCodes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']
const maxWaitSeconds = 60 * 60

/** Returned instead of an answer when the vendor does not accept the access token. */
export const tokenRefused = Symbol('token refused')

interface Sending {
  credential: Credential
  client: ProviderClient
  /** Aborted when the caller has gone. */
  signal: AbortSignal
  /** The time that is left for the answer. */
  timeLimitMs: number
}

/**
 * Sends a request to a vendor once, with this credential.
 *
 * @returns the answer, or `tokenRefused`
 * @throws {ToolFailure} when there is no answer with a result
 */
export async function sendToVendor(
  api: VendorApi,
  request: VendorRequest,
  sending: Sending,
): Promise<VendorAnswer | typeof tokenRefused> {
  const answer = await receive(api, request, sending)
  if (answer.status === 429) throw rateLimited(api, answer, sending.client)
  if (api.refusesToken(answer)) return tokenRefused
  const failure = api.failureIn(answer)
  if (failure) throw isUnclear(failure) ? withoutClearAnswer(api, request) : failure
  if (answer.status >= 500) {
    if (request.writes && !refusesForNow(answer)) throw withoutClearAnswer(api, request)
    throw unavailable(api, waitMsOf(api, answer, sending.client))
  }
  if (answer.status >= 300) throw withoutClearAnswer(api, request)
  return answer
}

/**
 * Returns whether a 503 comes from the vendor itself, so that nothing was done. It then has `Retry-After` or JSON. A proxy
 * answers 503 with a text when the vendor's server fails in the middle of the work.
 */
function refusesForNow({ status, headers, body }: VendorAnswer): boolean {
  return status === 503 && (headers.has('retry-after') || body !== undefined)
}

async function receive(
  api: VendorApi,
  request: VendorRequest,
  { credential, client, signal, timeLimitMs }: Sending,
): Promise<VendorAnswer> {
  if (timeLimitMs <= 0) throw unavailable(api)
  const sent = new Request(urlOf(request, credential, client), {
    method: request.method,
    headers: headersOf(api, request, credential, client),
    body: bodyOf(request),
    signal,
  })
  try {
    const { status, headers, ...response } = await readAnswer(await client.fetch(sent, timeLimitMs))
    return { status, headers, body: response.body }
  } catch (error) {
    throw failureOf(error, api, request)
  }
}

/** Returns the failure of a request that got no answer, or one that cannot be read. */
function failureOf(error: unknown, api: VendorApi, request: VendorRequest): unknown {
  if (error instanceof SyntaxError) return withoutClearAnswer(api, request)
  if (!(error instanceof ProviderError)) return error
  if (error.code === 'redirect' && api.failureOfRedirect) return api.failureOfRedirect()
  if (error.code === 'too_large' && !request.writes) return tooLong(api)
  const isUnsent = unsentCodes.includes(error.unanswered?.systemCode ?? '')
  return isUnsent ? unavailable(api) : withoutClearAnswer(api, request)
}

/**
 * Reads the JSON of an answer. Throws a `SyntaxError` when the body of a status below 400 is not JSON. Ignores such a body of
 * a status from 400 on.
 */
async function readAnswer(response: Response): Promise<VendorAnswer> {
  const { status, headers } = response
  const text = await response.text()
  if (text === '') return { status, headers, body: undefined }
  try {
    return { status, headers, body: parseJson(text) }
  } catch (error) {
    if (status < 400) throw error
    return { status, headers, body: undefined }
  }
}

/** Parses JSON. A lone surrogate becomes U+FFFD, because neither a URL nor the store can hold it. */
function parseJson(text: string): unknown {
  if (!/\\ud[89a-f]/i.test(text)) return JSON.parse(text)
  return JSON.parse(text, (_, value) => (typeof value === 'string' ? value.toWellFormed() : value))
}

function urlOf({ url, query }: VendorRequest, credential: Credential, client: ProviderClient): URL {
  const address = client.urlFor(typeof url === 'string' ? url : url(credential, client))
  for (const [name, value] of definedEntries(query)) address.searchParams.append(name, value)
  return address
}

function headersOf(
  api: VendorApi,
  request: VendorRequest,
  credential: Credential,
  client: ProviderClient,
): Headers {
  const headers = new Headers({ accept: 'application/json', 'user-agent': 'Miteos' })
  if (request.json !== undefined) headers.set('content-type', 'application/json; charset=utf-8')
  const added = { ...api.headers(credential, client), ...request.headers }
  for (const [name, value] of Object.entries(added)) headers.set(name, value)
  return headers
}

function bodyOf({ json, form }: VendorRequest): BodyInit | null {
  if (json !== undefined) return JSON.stringify(json)
  return form ? new URLSearchParams(definedEntries(form)) : null
}

function definedEntries(values: VendorRequest['query']): [string, string][] {
  return Object.entries(values ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
}

function isUnclear(failure: Error): boolean {
  return failure instanceof ToolFailure && failure.kind === 'outcome_unknown'
}

/** Returns the failure for an answer that does not say what was done. A request that only reads has changed nothing. */
function withoutClearAnswer(api: VendorApi, { writes }: VendorRequest): ToolFailure {
  if (!writes) return unavailable(api)
  return new ToolFailure(
    'outcome_unknown',
    `${api.name} gave no clear answer, so nobody knows whether this was done. Look before you do it again.`,
  )
}

function unavailable({ name }: VendorApi, retryAfterMs?: number): ToolFailure {
  return new ToolFailure(
    'unavailable',
    `${name} does not answer at the moment. Nothing was changed. Try again later.`,
    { retryAfterMs },
  )
}

function tooLong({ name }: VendorApi): ToolFailure {
  return new ToolFailure(
    'vendor_refused',
    `The answer of ${name} is too long to be read. Nothing was changed. Ask for less.`,
  )
}

function rateLimited(api: VendorApi, answer: VendorAnswer, client: ProviderClient): ToolFailure {
  return new ToolFailure(
    'rate_limited',
    `${api.name} has received too many requests from this account. Nothing was changed. Wait before you try again.`,
    {
      retryAfterMs: waitMsOf(api, answer, client) ?? 30_000,
      waitsForThisToolOnly: api.limitsEachMethod,
    },
  )
}

function waitMsOf(api: VendorApi, answer: VendorAnswer, client: ProviderClient) {
  const seconds =
    api.waitSecondsIn?.(answer) ??
    retryAfterSeconds(answer.headers.get('retry-after'), client.now()) ??
    undefined
  return seconds === undefined ? undefined : Math.min(seconds, maxWaitSeconds) * 1000
}
