import type { Credential } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'

/**
 * An answer of a token endpoint that cannot be used, though it carried a token: something was granted.
 * Whoever catches it keeps what was granted or revokes it.
 */
export class UnusableAnswerError extends ProviderError {
  /** Private, so that no log and no copy of the error has a token in it. */
  readonly #granted: Credential

  constructor({ service, failure, code, retryAfterSeconds }: ProviderError, granted: Credential) {
    super(service, failure, code, retryAfterSeconds)
    this.#granted = granted
  }

  /** What the answer granted, as far as it can be read. Good for revoking it, or refreshing it again. */
  get granted(): Credential {
    return this.#granted
  }
}
