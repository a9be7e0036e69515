import { isNamedError } from '@/lib/http/named-error'

/** Why a sign-in at the issuer failed. */
export type OidcFailure =
  /** The person has cancelled at the issuer. */
  | 'cancelled'
  /** The issuer does not answer, or says that it cannot now. */
  | 'unreachable'
  /** The answer is wrong: forged, for somebody else, too old, or refused by the issuer itself. */
  | 'refused'
  /** The issuer does not accept our own client. */
  | 'client_refused'

/**
 * The issuer did not identify the person. Of what the issuer or the browser sent, the message holds
 * at most an error code.
 */
export class OidcError extends Error {
  override readonly name = 'OidcError'

  /** Recognizes errors of other bundles too: the build has a copy of this class in each. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return isNamedError(value, 'OidcError')
  }

  /** @param detail what was wrong, in a few words, for the log */
  constructor(
    readonly failure: OidcFailure,
    readonly detail: string,
  ) {
    super(`the issuer did not identify the person: ${failure} (${detail})`)
  }
}
