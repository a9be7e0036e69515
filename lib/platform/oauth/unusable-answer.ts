import type { Credential } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'

/**
 * Thrown when the answer of a token endpoint cannot be used although something was granted. Code that catches this
 * error has to store the granted credential or revoke the grant.
 */
export class UnusableAnswerError extends ProviderError {
  /** A private field, so that no log and no copy of the error contains a token. */
  readonly #grantedCredential: Credential

  constructor(
    { service, failure, code, retryAfterSeconds }: ProviderError,
    grantedCredential: Credential,
  ) {
    super(service, failure, code, retryAfterSeconds)
    this.#grantedCredential = grantedCredential
  }

  /** The granted credential, as far as it can be read. It can be revoked or refreshed. */
  get grantedCredential(): Credential {
    return this.#grantedCredential
  }
}
