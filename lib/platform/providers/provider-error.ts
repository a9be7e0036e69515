import type { Service } from '@/lib/contract/services/catalogue'

/** Each failure asks for something else to be done next. */
export type ProviderFailure =
  /** The provider said no to this code or grant: only the person can go on. */
  | 'refused'
  /** The provider said no to our own registration: an operator has to act. */
  | 'misconfigured'
  /** The provider wants somebody to act there first: the person, or their administrator. */
  | 'blocked'
  /** The provider said no in a word that it does not document. */
  | 'unexplained'
  /** No use trying it differently, only later: 5xx, rate limit. */
  | 'unavailable'
  /** Nobody answered: an operator may have to mend the way there. */
  | 'unreachable'
  | 'timeout'
  /** An answer that is not what the provider documents. */
  | 'malformed'
  /** The answer is good by the provider's clock and not by ours: an operator has to set it. */
  | 'clock_wrong'

/** Where the call went, and how the system names what kept an answer from coming. */
export interface FailedReach {
  /** Host and port, never a path: Telegram's holds a token. */
  host: string
  /** Such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`. */
  systemCode?: string | undefined
}

/** A token has a digit, a dash or a capital in it; no vendor's code has. */
const harmless = /^[a-z_]{1,64}$/

/**
 * Safe to log as a whole: it has no token, no text of the provider, and no `cause`, which in oauth4webapi's
 * errors is the whole token answer.
 */
export class ProviderError extends Error {
  override readonly name = 'ProviderError'
  /** The vendor's or RFC 6749's error code, small letters and underscores only. */
  readonly code: string

  constructor(
    readonly service: Service,
    readonly failure: ProviderFailure,
    code: string,
    /** How long the provider asks us to wait. */
    readonly retryAfterSeconds?: number,
    /** Set when no answer came. */
    readonly reach?: FailedReach,
  ) {
    const safeCode = harmless.test(code) ? code : 'unknown_error'
    super(`${service}: ${failure} (${safeCode})`)
    this.code = safeCode
  }

  /** The fields for a log line. */
  get fields(): object {
    const { service, failure, code: vendor_code, reach } = this
    return { service, failure, vendor_code, ...(reach && fieldsOf(reach)) }
  }
}

function fieldsOf({ host, systemCode }: FailedReach) {
  return { host, ...(systemCode && { system_code: systemCode }) }
}
