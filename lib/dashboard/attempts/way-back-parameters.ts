import { isService, type Service } from '@/lib/contract/services/catalogue'
import { attemptIdPattern } from './attempt-cookies'
import { type ErrorWithCause, errorWithCause } from './way-back-errors'

/** The parameters of a way back, from its URL, or from the form that has the parameters of the URL as fields. */
export interface WayBackParameters {
  code?: string
  error?: ErrorWithCause
  state?: string
  /** Null when the parameter names no service of the catalogue. */
  service?: Service | null
  /** The origin of the server that sent the person back (RFC 9207). */
  iss?: string
  attemptId?: string
}

const parameterNames = [
  'oauth_code',
  'code',
  'error',
  'state',
  'service',
  'iss',
  'attempt',
] as const
const codePattern = /^[\x21-\x7e]{1,4096}$/
const statePattern = /^[\x21-\x7e]{1,512}$/

/**
 * Reads the parameters of a way back. Each parameter may occur once. There may be a code or an error, but not
 * both. The code has to be in `oauth_code`, with at most 4 KB of printable ASCII. Returns `null` when the
 * parameters break one of these rules.
 */
export function readWayBackParameters(parameters: URLSearchParams): WayBackParameters | null {
  if (parameterNames.some((name) => parameters.getAll(name).length > 1)) return null
  const text = (name: (typeof parameterNames)[number]) => parameters.get(name) ?? undefined
  const [code, error, state] = [text('oauth_code'), text('error'), text('state')]
  const [service, iss, attemptId] = [text('service'), text('iss'), text('attempt')]
  if (text('code') !== undefined || (code !== undefined && error !== undefined)) return null
  if (code !== undefined && !codePattern.test(code)) return null
  if (state !== undefined && !statePattern.test(state)) return null
  if (attemptId !== undefined && !attemptIdPattern.test(attemptId)) return null
  return {
    ...(code === undefined ? {} : { code }),
    ...(error === undefined ? {} : { error: errorWithCause(error) }),
    ...(state === undefined ? {} : { state }),
    ...(service === undefined ? {} : { service: isService(service) ? service : null }),
    ...(iss === undefined ? {} : { iss }),
    ...(attemptId === undefined ? {} : { attemptId }),
  }
}

/** Converts the search parameters of a page from the form of Next, where a repeated parameter is an array. */
export function searchParametersOf(
  search: Record<string, string | string[] | undefined>,
): URLSearchParams {
  const parameters = new URLSearchParams()
  for (const [name, values] of Object.entries(search)) {
    for (const value of [values ?? []].flat()) parameters.append(name, value)
  }
  return parameters
}
