/** The reason why something could not be loaded or done. Each kind asks the person for another next step. */
export type FailureKind =
  | 'offline'
  /** The token is no longer valid. The person has to sign in again. */
  | 'unauthorized'
  | 'forbidden'
  | 'session_changed'
  | 'not_found'
  | 'conflict'
  /** 400, 410, 422 and the like: this request will never work. */
  | 'refused'
  | 'rate_limited'
  | 'timeout'
  /** No answer: refused, reset, no such name, wrong certificate. */
  | 'unreachable'
  /** An answer that is not what the API documents; also a redirect, which is never followed. */
  | 'invalid'
  /** 5xx. */
  | 'failed'

/** A failure as plain data, which the server can send to the browser with the page. */
export interface Failure {
  kind: FailureKind
  /** The whole seconds until asking again makes sense. */
  retryAfterSeconds?: number
  /** The id of the failure in the log. */
  referenceId?: string
}

/**
 * The answer that the server has when it renders a page: the value, a failure, or `slow` when no answer came
 * within a short time. `at` is in milliseconds since 1970.
 */
export type FirstAnswer<T> =
  | { kind: 'ready'; value: T; at: number }
  | { kind: 'failed'; failure: Failure; at: number }
  | { kind: 'slow' }
