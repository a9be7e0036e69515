import { AuthorizationResponseError, ResponseBodyError } from 'oauth4webapi'
import { OidcError, type OidcFailure } from './oidc-error'

/**
 * The errors of the issuer (RFC 6749 §4.1.2.1 and §5.2) that mean another failure than `refused`.
 */
const failureByError: Record<string, OidcFailure> = {
  access_denied: 'cancelled',
  temporarily_unavailable: 'unreachable',
  server_error: 'unreachable',
  invalid_client: 'client_refused',
  unauthorized_client: 'client_refused',
}

/** Returns what an error in an answer of the issuer means. */
export function authorizationErrorOf(code: string): OidcError {
  const isWord = /^[a-z_]{1,64}$/.test(code)
  const failure = Object.hasOwn(failureByError, code) ? failureByError[code] : undefined
  return new OidcError(failure ?? 'refused', isWord ? code : 'error')
}

/** Returns the name of the claim or parameter that was wrong, when the library tells it. */
function wrongPartIn({ cause }: Error): string {
  const part =
    typeof cause === 'object' && cause !== null && 'claim' in cause ? cause.claim : undefined
  return typeof part === 'string' && /^\w{1,32}$/.test(part) ? `: ${part}` : ''
}

/** Returns what an error of the protocol library means. Its causes hold tokens and are left out. */
export function oidcErrorOf(error: unknown): OidcError {
  if (error instanceof OidcError) return error
  if (error instanceof AuthorizationResponseError || error instanceof ResponseBodyError)
    return authorizationErrorOf(error.error)
  if (!(error instanceof Error)) return new OidcError('refused', 'unknown')
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return new OidcError('refused', `${code.slice(0, 64)}${wrongPartIn(error)}`)
}
