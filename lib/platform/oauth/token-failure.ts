import { JWT_TIMESTAMP_CHECK, OperationProcessingError, ResponseBodyError } from 'oauth4webapi'
import { z } from 'zod'
import type { OAuthProvider } from '../providers/oauth-provider'
import { ownProperty } from '../providers/own-property'
import type { ProviderClient } from '../providers/provider'
import { ProviderError, type ProviderFailure } from '../providers/provider-error'
import { isForOperator, obstacleOf } from './obstacle-words'

/** The largest accepted difference between our clock and the clock of a provider. */
export const toleratedSkewSeconds = 60

/** The failures for errors of RFC 6749. Used only for an error that is no obstacle. */
const failures: Readonly<Record<string, ProviderFailure>> = {
  invalid_grant: 'refused',
  invalid_client: 'misconfigured',
  invalid_request: 'misconfigured',
  unsupported_grant_type: 'misconfigured',
  server_error: 'unavailable',
  temporarily_unavailable: 'unavailable',
}

/**
 * Returns the failure that an error of the token endpoint means.
 *
 * @param vendorCode the vendor's own error code; the same as `error` when the vendor keeps to RFC 6749
 */
function providerFailureOf(error: string, vendorCode: string): ProviderFailure {
  const obstacle = obstacleOf(vendorCode) ?? obstacleOf(error)
  if (obstacle) return isForOperator(obstacle) ? 'misconfigured' : 'blocked'
  return ownProperty(failures, error) ?? 'unexplained'
}

const timestampSchema = z.object({ claims: z.object({ iat: z.number() }) })

/**
 * Returns how many milliseconds our clock is ahead of the provider's, according to the `Date` header or the ID
 * token, or 0 when neither has a time.
 */
function clockAheadMs(client: ProviderClient, date: string | null, cause: unknown): number {
  const answeredAt = Date.parse(date ?? '')
  const issuedAt = (timestampSchema.safeParse(cause).data?.claims.iat ?? Number.NaN) * 1000
  const providerTime = Number.isNaN(answeredAt) ? issuedAt : answeredAt
  return Number.isNaN(providerTime) ? 0 : client.now() - providerTime
}

/**
 * Returns the failure that an error from a call to a token endpoint means. The failure contains only the error
 * code of the answer.
 *
 * @param date the `Date` header of the answer, if one came
 */
export function tokenFailure(
  { service }: OAuthProvider,
  client: ProviderClient,
  error: unknown,
  date: string | null,
): ProviderError {
  if (error instanceof ProviderError) return error
  if (error instanceof ResponseBodyError) {
    // `standardAnswer` puts the vendor's own code into `error_description`.
    const vendorCode = error.error_description ?? error.error
    return new ProviderError(service, providerFailureOf(error.error, vendorCode), vendorCode)
  }
  if (error instanceof OperationProcessingError && error.code === JWT_TIMESTAMP_CHECK) {
    const aheadMs = clockAheadMs(client, date, error.cause)
    if (Math.abs(aheadMs) > toleratedSkewSeconds * 1000) {
      return new ProviderError(service, 'clock_wrong', aheadMs > 0 ? 'clock_ahead' : 'clock_behind')
    }
  }
  return new ProviderError(service, 'malformed', 'invalid_response')
}
