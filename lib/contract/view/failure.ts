/** The reason why something could not be loaded or done. The page offers a next step for each kind. */
export type FailureKind =
  /** The browser has no connection to the network. */
  | 'offline'
  /** The token is no longer valid. The person has to sign in again. */
  | 'unauthorized'
  /** The role of the token does not allow the operation. */
  | 'forbidden'
  /** Another person has signed in in this browser since the page was loaded. */
  | 'session_changed'
  /** The browser of the person works in another account or environment than when the page was loaded. */
  | 'place_changed'
  | 'not_found'
  /** The statuses 409 and 423: another request changes the same thing, or has changed it. */
  | 'conflict'
  /** The statuses 400, 410, 422 and similar ones: the same request would never work. */
  | 'refused'
  | 'rate_limited'
  /** No complete answer came in time. */
  | 'timeout'
  /** No answer: the connection was refused or reset, the name is unknown, or the certificate is wrong. */
  | 'unreachable'
  /** An answer that is not what the API documents; also a redirect, which is never followed. */
  | 'invalid'
  /** A status that has no other kind here, mostly 5xx. */
  | 'failed'

/** A failure as plain data, which the server can send to the browser with the page. */
export interface Failure {
  kind: FailureKind
  /** The whole seconds to wait before the next request. */
  retryAfterSeconds?: number
  /** The id of the failure in the log. */
  referenceId?: string
}

/**
 * The answer of Miteos that the server has when it renders a page. The page shows this answer first; the browser
 * asks Miteos again later. `slow` means that no answer came within a short time, so that the browser has to
 * ask. `at` is in milliseconds since 1970.
 */
export type FirstAnswer<T> =
  | { kind: 'ready'; value: T; at: number }
  | { kind: 'failed'; failure: Failure; at: number }
  | { kind: 'slow' }
