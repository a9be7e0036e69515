import type { Service } from '@/lib/contract/services/catalogue'

/** The kinds of failure of a call to a provider. For each kind there is a different next step. */
export type ProviderFailure =
  /** The provider refused this code or grant. Only the person can continue. */
  | 'refused'
  /** The provider refused our own registration. An operator has to act. */
  | 'misconfigured'
  /** The person or their administrator has to do something at the provider first. */
  | 'blocked'
  /** The provider refused with a code that it does not document. */
  | 'unexplained'
  /** The provider cannot answer now, but may answer the same request later: 5xx, a rate limit. */
  | 'unavailable'
  /** The call could not reach the provider. An operator may have to repair the network. */
  | 'unreachable'
  /** No complete answer came in time. */
  | 'timeout'
  /** The answer is not one that the provider documents. */
  | 'malformed'
  /** The answer is valid by the provider's clock but not by ours. An operator has to set our clock. */
  | 'clock_wrong'

/** A call to which no answer came. */
export interface UnansweredCall {
  /** Host and port. Never a path, because the paths of Telegram contain a token. */
  host: string
  /** The system's code for the cause, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`. */
  systemCode?: string | undefined
}

/**
 * Matches the error codes of all vendors, but no token: every token contains a digit, a dash or a capital
 * letter.
 */
const errorCodePattern = /^[a-z_]{1,64}$/

/**
 * The failure of a call to a provider. It is safe to log as a whole: it contains no token, no text of the
 * provider, and no `cause`, because the cause in oauth4webapi's errors is the whole token answer.
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  /** The error code of the vendor or of RFC 6749, or `unknown_error` for a text that does not look like a code. */
  readonly code: string

  constructor(
    readonly service: Service,
    readonly failure: ProviderFailure,
    code: string,
    /** The seconds that the provider asks us to wait. */
    readonly retryAfterSeconds?: number,
    /** Set when no answer came. */
    readonly unanswered?: UnansweredCall,
  ) {
    const safeCode = errorCodePattern.test(code) ? code : 'unknown_error'
    super(`${service}: ${failure} (${safeCode})`)
    this.code = safeCode
  }

  /** The fields for a log line. */
  get fields(): object {
    const { service, failure, code: vendor_code, unanswered } = this
    return { service, failure, vendor_code, ...(unanswered && fieldsOf(unanswered)) }
  }
}

function fieldsOf({ host, systemCode }: UnansweredCall) {
  return { host, ...(systemCode && { system_code: systemCode }) }
}
