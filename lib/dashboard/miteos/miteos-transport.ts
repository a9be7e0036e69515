import type { z } from 'zod'
import { decodeUtf8, readCapped } from '@/lib/http/read-capped'
import { retryAfterSeconds } from '@/lib/http/retry-after'
import { traceparentToSend } from '@/lib/http/served-request'
import { looseProblemSchema, MiteosError, type MiteosErrorKind } from './miteos-error'

/** Sends a request to the API: over the network, to the embedded platform, or to the fake of a test. */
export type Transport = (request: Request) => Promise<Response>

export interface Api {
  /** The base URL, which ends with `/v1`. */
  base: string
  send: Transport
  /** The time limit from the first request of a call to the end of the last answer, with the retries between. */
  timeoutMs: number
  now: () => number
}

export interface Call {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** The path below `/v1`. */
  path: string
  bearer: string
  requestId: string
  body?: unknown
  signal: AbortSignal
}

/**
 * Returns the URL of the API with `/v1` at its end. The given URL may end with `/v1`, with a slash or with
 * neither.
 */
export function apiBase(url: URL): string {
  const path = url.pathname.replace(/\/+$/, '')
  return `${url.origin}${path.endsWith('/v1') ? path : `${path}/v1`}`
}

const maxBodyBytes = 5 * 1024 * 1024
/** The wait before the next call when the API does not say how long to wait. */
const usualWaitSeconds = 10
const maxWaitSeconds = 60
/** The error codes of a connection that was never opened, so that nothing was sent. */
const connectFailureCodes = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']

const kindByStatus: Record<number, MiteosErrorKind> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  423: 'conflict',
  429: 'rate_limited',
}

function kindOfStatus(status: number): MiteosErrorKind {
  return kindByStatus[status] ?? (status >= 500 ? 'failed' : status >= 400 ? 'refused' : 'invalid')
}

/**
 * Resolves or rejects as `work` does, but rejects with the signal's reason when the signal is aborted first.
 * Some work ignores its signal.
 */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/**
 * Returns the bearer for a call. When the bearer has to be renewed first, waits for that until the
 * signal is aborted.
 *
 * @throws {MiteosError} `timeout` when the signal is aborted first
 */
export async function bearerFor(
  bearer: () => string | Promise<string>,
  { signal, requestId }: Pick<Call, 'signal' | 'requestId'>,
): Promise<string> {
  try {
    return await untilAborted(Promise.resolve(bearer()), signal)
  } catch (cause) {
    throw signal.aborted ? new MiteosError('timeout', { requestId, cause }) : cause
  }
}

/** Returns whether the error comes from opening the connection, before the request was sent. */
function isConnectFailure({ cause }: { cause?: unknown }): boolean {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return connectFailureCodes.some((connectFailureCode) => connectFailureCode === code)
}

async function send(api: Api, request: Request, { requestId, signal }: Call): Promise<Response> {
  try {
    return await untilAborted(api.send(request), signal)
  } catch (cause) {
    if (signal.aborted) throw new MiteosError('timeout', { requestId, cause })
    const wasNeverSent = cause instanceof Error && isConnectFailure(cause)
    throw new MiteosError('unreachable', { requestId, cause, wasNeverSent })
  }
}

async function readText(response: Response, { requestId, signal }: Call): Promise<string> {
  try {
    return decodeUtf8(await untilAborted(readCapped(response, maxBodyBytes), signal))
  } catch (cause) {
    const kind = signal.aborted ? 'timeout' : 'invalid'
    throw new MiteosError(kind, { status: response.status, requestId, cause })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function errorOf(response: Response, call: Call, now: number) {
  const { status } = response
  const text = await readText(response, call).catch(() => '')
  const { data: problem = {} } = looseProblemSchema.safeParse(parseJson(text))
  const kind = kindOfStatus(status)
  const namedSeconds = retryAfterSeconds(response.headers.get('retry-after'), now)
  const waitSeconds = Math.min(Math.max(namedSeconds ?? usualWaitSeconds, 1), maxWaitSeconds)
  return new MiteosError(kind, {
    status,
    problem,
    requestId: call.requestId,
    ...(kind === 'rate_limited' ? { retryAfterSeconds: waitSeconds } : {}),
  })
}

function requestOf(api: Api, { method, path, bearer, requestId, body, signal }: Call): Request {
  return new Request(`${api.base}${path}`, {
    method,
    headers: {
      accept: 'application/json',
      authorization: `Bearer ${bearer}`,
      'x-request-id': requestId,
      traceparent: traceparentToSend(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: 'manual',
    signal,
  })
}

/** An answer whose whole body has been read. */
export interface ApiAnswer {
  text: string
  response: Response
}

/**
 * Sends one request and reads the whole answer.
 *
 * @throws {MiteosError} when there is no answer, for every answer that is not 2xx, and `invalid` when the body is
 *   too large or not UTF-8
 */
export async function callApi(api: Api, call: Call): Promise<ApiAnswer> {
  const response = await send(api, requestOf(api, call), call)
  if (!response.ok) throw await errorOf(response, call, api.now())
  return { text: await readText(response, call), response }
}

/**
 * Parses an answer by its schema; members that the schema does not know are left out.
 *
 * @throws {MiteosError} `invalid` when the answer does not fit
 */
export function parseAnswer<T>(text: string, schema: z.ZodType<T>, requestId: string): T {
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  throw new MiteosError('invalid', { requestId, cause: parsed.error })
}
