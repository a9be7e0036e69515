import type { Problem } from '@/lib/contract/api/problem'
import type { Failure, FailureKind } from '@/lib/contract/view/failure'
import { personHeader } from '@/lib/contract/view/session-header'
import { RequestFailure } from './request-failure'

const kindsByCode: Record<string, FailureKind> = {
  unauthorized: 'unauthorized',
  forbidden: 'forbidden',
  session_changed: 'session_changed',
  place_changed: 'place_changed',
  not_found: 'not_found',
  rate_limited: 'rate_limited',
  upstream_timeout: 'timeout',
  upstream_invalid: 'invalid',
  upstream_error: 'unreachable',
}

const kindsByStatus: Record<number, FailureKind> = {
  400: 'refused',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  422: 'refused',
  423: 'conflict',
  429: 'rate_limited',
  502: 'unreachable',
  503: 'unreachable',
  504: 'timeout',
}

const maxWaitSeconds = 60
const defaultWaitSeconds = 5

/**
 * Returns the seconds to wait according to a `Retry-After` header: at least 1 and at most 60, or 5 without a
 * number.
 */
export function readRetryAfter(header: string | null): number {
  const seconds = Number(header ?? Number.NaN)
  if (!Number.isFinite(seconds) || seconds <= 0) return defaultWaitSeconds
  return Math.min(Math.ceil(seconds), maxWaitSeconds)
}

/** Returns the problem details of an answer, or an empty object when the answer is not JSON. */
async function problemOf(response: Response): Promise<Partial<Problem>> {
  if (!response.headers.get('content-type')?.includes('json')) return {}
  return response.json().catch(() => ({}))
}

async function failureOf(response: Response): Promise<Failure> {
  const problem = await problemOf(response)
  const kind = kindsByCode[problem.code ?? ''] ?? kindsByStatus[response.status] ?? 'failed'
  return {
    kind,
    ...(problem.request_id ? { referenceId: problem.request_id } : {}),
    ...(kind === 'rate_limited'
      ? { retryAfterSeconds: readRetryAfter(response.headers.get('retry-after')) }
      : {}),
  }
}

/**
 * Sends a request to our own `/api` as the person with this id. The server refuses the request when
 * another person has signed in in this browser meanwhile.
 *
 * @throws {RequestFailure} when the answer is neither a success nor an expected 304, and `offline`
 *   when no answer comes. After `signal` was aborted, the error of `fetch` is thrown instead
 */
export async function request(
  personId: string,
  path: string,
  init: {
    method?: 'GET' | 'POST' | 'DELETE'
    body?: unknown
    signal?: AbortSignal
    /** The entity tag of the value that the page already has. With it the answer may be 304. */
    knownTag?: string
  } = {},
): Promise<Response> {
  const response = await fetch(path, {
    method: init.method ?? 'GET',
    headers: {
      accept: 'application/json',
      [personHeader]: personId,
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(init.knownTag === undefined ? {} : { 'if-none-match': init.knownTag }),
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    ...(init.signal ? { signal: init.signal } : {}),
    redirect: 'error',
    cache: 'no-store',
  }).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause
    throw new RequestFailure({ kind: 'offline' }, { cause })
  })
  const isUnchanged = response.status === 304 && init.knownTag !== undefined
  if (!response.ok && !isUnchanged) throw new RequestFailure(await failureOf(response))
  return response
}
