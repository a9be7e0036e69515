import type { Credential } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'

/**
 * Thrown when the answer of a token endpoint cannot be used although something was granted. Code that catches this
 * error has to keep the granted credential or revoke it.
 */
export class UnusableAnswerError extends ProviderError {
  /** A private field, so that no log and no copy of the error contains a token. */
  readonly #granted: Credential

  constructor({ service, failure, code, retryAfterSeconds }: ProviderError, granted: Credential) {
    super(service, failure, code, retryAfterSeconds)
    this.#granted = granted
  }

  /** The granted credential, as far as it can be read. It can be revoked or refreshed. */
  get granted(): Credential {
    return this.#granted
  }
}
