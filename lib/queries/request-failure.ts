import type { Failure, FailureKind } from '@/lib/contract/view/failure'

/** The error with which every request of `lib/queries` rejects. */
export class RequestFailure extends Error implements Failure {
  override readonly name = 'RequestFailure'
  readonly kind: FailureKind
  readonly retryAfterSeconds?: number
  readonly referenceId?: string

  constructor(failure: Failure, options?: ErrorOptions) {
    super(`Miteos answered: ${failure.kind}`, options)
    this.kind = failure.kind
    if (failure.retryAfterSeconds !== undefined) this.retryAfterSeconds = failure.retryAfterSeconds
    if (failure.referenceId !== undefined) this.referenceId = failure.referenceId
  }
}

declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Failure
  }
}
