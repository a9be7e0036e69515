/** Why the issuer's answer leads nobody in. */
export type OidcFailure =
  /** The person has cancelled at the issuer. */
  | 'cancelled'
  /** The issuer does not answer, or says that it cannot now. */
  | 'unreachable'
  /** The answer is wrong: forged, for somebody else, too old, or refused by the issuer itself. */
  | 'refused'
  /** The issuer does not accept our own client. */
  | 'client_refused'

/** The issuer did not identify the person. The message holds nothing that the issuer or the browser sent. */
export class OidcError extends Error {
  override readonly name = 'OidcError'

  /** @param detail in known words what was wrong, for the log */
  constructor(
    readonly failure: OidcFailure,
    readonly detail: string,
  ) {
    super(`the issuer did not identify the person: ${failure} (${detail})`)
  }
}
