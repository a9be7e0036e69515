import 'server-only'
import type { Log } from '@/lib/http/log'
import { OidcError, type OidcFailure } from '../oidc/oidc-error'
import type { SignInFailure } from '../sign-in/sign-in'

const reasons: Record<OidcFailure, SignInFailure> = {
  cancelled: 'sso_cancelled',
  unreachable: 'sso_unreachable',
  refused: 'sso_refused',
  client_refused: 'sso_unreachable',
}

/**
 * Returns the reason that the sign-in page shows for an error of the issuer, and logs it. Any other
 * error is thrown again.
 */
export function failureOf(error: unknown, log: Log, requestId: string): SignInFailure {
  if (!(error instanceof OidcError)) throw error
  const { failure, detail } = error
  const fields = { request_id: requestId, failure: reasons[failure], detail }
  if (failure === 'client_refused')
    log.error(fields, 'operator alarm: the issuer refuses OIDC_CLIENT_ID or OIDC_CLIENT_SECRET')
  else log.warn(fields, 'a sign-in failed')
  return reasons[failure]
}
