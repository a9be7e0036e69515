import type { ApiAnswer } from './miteos-transport'

/** The reads of one session for which a page stopped waiting. In this process only. */
export interface UnfinishedReads {
  /** Keeps a read for ten seconds, for the next caller that asks for the same path. */
  keep: (path: string, read: Promise<ApiAnswer>) => void
  /** Returns the kept read, to one caller only, so that the API is not asked again. */
  take: (path: string) => Promise<ApiAnswer> | undefined
  /** Drops all reads: their answers may not be true after a write. */
  forget: () => void
}

export type UnfinishedReadsBySession = (session: string) => UnfinishedReads

const keptForMs = 10_000
const mostKept = 1000

export function createUnfinishedReads(): UnfinishedReadsBySession {
  const reads = new Map<string, Promise<ApiAnswer>>()
  return (session) => {
    const keyOf = (path: string) => `${session} ${path}`
    return {
      keep(path, read) {
        if (reads.size >= mostKept) return
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
