import type { ApiAnswer } from './miteos-transport'

/** The reads of one session that still ran when a page stopped waiting for them. Only this process has them. */
export interface UnfinishedReads {
  /** Keeps a read for ten seconds, so that the next read of this path takes it over. Does nothing when 1,000 reads of all sessions are kept. */
  keep: (path: string, read: Promise<ApiAnswer>) => void
  /** Removes the kept read of a path and returns it, or undefined when there is none. */
  take: (path: string) => Promise<ApiAnswer> | undefined
  /** Drops all reads of the session, because their answers may be wrong after a write. */
  forget: () => void
}

export type UnfinishedReadsBySession = (sessionIdHash: string) => UnfinishedReads

const keptForMs = 10_000
const maxKept = 1000

export function createUnfinishedReads(): UnfinishedReadsBySession {
  const reads = new Map<string, Promise<ApiAnswer>>()
  return (sessionIdHash) => {
    const keyOf = (path: string) => `${sessionIdHash} ${path}`
    return {
      keep(path, read) {
        if (reads.size >= maxKept) return
        const key = keyOf(path)
        reads.set(key, read)
        const drop = () => reads.get(key) === read && reads.delete(key)
        setTimeout(drop, keptForMs).unref()
      },
      take(path) {
        const read = reads.get(keyOf(path))
        reads.delete(keyOf(path))
        return read
      },
      forget() {
        for (const key of reads.keys()) if (key.startsWith(keyOf(''))) reads.delete(key)
      },
    }
  }
}
