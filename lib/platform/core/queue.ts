/** The work of a queue that is due now and that nobody has taken yet. */
export interface Backlog {
  length: number
  /** The time at which the oldest of that work became due, in milliseconds since 1970. Null when nothing is due. */
  oldestDueAt: number | null
}

/** A queue of background work. All servers on one store share its work. */
export interface Queue {
  /** The name of the queue in metrics and in `/readyz`. */
  name: string
  /** Reads the backlog. The reading costs what is due, and not what exists. */
  readBacklog: () => Promise<Backlog>
}
