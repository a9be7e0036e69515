import type { ConnectAttempt } from '../api/connect-attempt'
import type { FirstAnswer } from './failure'
import type { WayBackCause } from './way-back'

/** The content of the page about one attempt to connect. */
export interface AttemptView {
  /** The id or the reference in the address of the page. */
  reference: string
  /** The newest attempt that the reference finds, or null when it finds none. */
  attempt: FirstAnswer<ConnectAttempt | null>
  /**
   * The cause that the dashboard showed at the end. Null when the attempt has not ended or was not
   * begun in the dashboard.
   */
  shownCause: WayBackCause | null
}

/** The content of the page that lists attempts to connect. */
export interface AttemptListView {
  attempts: FirstAnswer<{ items: ConnectAttempt[]; nextCursor: string | null }>
}
