/** The work of a queue that is due now and that no server has claimed. */
export interface Backlog {
  length: number
  /** When the longest due work became due, in milliseconds since 1970. Null when nothing is due. */
  oldestDueAt: number | null
}

/** A queue of background work. All servers on one store share its work. */
export interface Queue {
  /** The name of the queue in metrics and in `/readyz`. */
  name: string
  /**
   * Reads the backlog. The cost grows with the work that is due, and not with the size of the
   * table.
   */
  readBacklog: () => Promise<Backlog>
}
