import type { Log } from '@/lib/http/log'
import type { IssuedTokens, Issuer } from './issuer'
import { OidcError } from './oidc-error'

/**
 * Returns a function that exchanges a refresh token at the issuer. The function returns `ended`
 * after `invalid_grant`: the issuer will never accept the token again. After every other failure it
 * returns `not_now`: the exchange may be tried again.
 */
export function renewAt(signOn: { issuer: Pick<Issuer, 'refresh'> } | null, log: Log) {
  return async (refreshToken: string): Promise<IssuedTokens | 'ended' | 'not_now'> => {
    if (!signOn) return 'not_now'
    try {
      return await signOn.issuer.refresh(refreshToken)
    } catch (error) {
      if (!(error instanceof OidcError)) throw error
      const { failure, detail } = error
      if (detail === 'invalid_grant') return 'ended'
      if (failure === 'client_refused')
        log.error({}, 'operator alarm: the issuer refuses OIDC_CLIENT_ID or OIDC_CLIENT_SECRET')
      else log.warn({ failure, detail }, 'the token of a session could not be renewed')
      return 'not_now'
    }
  }
}
