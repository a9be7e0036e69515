/** Why something could not be loaded or done. The kinds differ in what the person can do next. */
export type FailureKind =
  | 'offline'
  /** The token is no longer valid: sign in again. */
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
  /** Whole seconds until asking again makes sense. */
  retryAfterSeconds?: number
  /** The id of its line in the log. */
  referenceId?: string
}

/** What the server knows when it renders a page, for which it waits only a moment. `at` is in milliseconds since 1970. */
export type FirstAnswer<T> =
  | { kind: 'ready'; value: T; at: number }
  | { kind: 'failed'; failure: Failure; at: number }
  | { kind: 'slow' }
