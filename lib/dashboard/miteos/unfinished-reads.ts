import type { Answer } from './miteos-transport'

/** Those reads of one session that a page gave up waiting for. In this process only. */
export interface UnfinishedReads {
  /** Keeps a read for whoever asks for the same path next, for ten seconds. */
  keep: (path: string, read: Promise<Answer>) => void
  /** The read that was left, to one caller: what it has cost the API is not spent again. */
  take: (path: string) => Promise<Answer> | undefined
  /** What was asked before a write may not be true after it. */
  forget: () => void
}

export type UnfinishedReadsBySession = (session: string) => UnfinishedReads

const keptForMs = 10_000
const mostKept = 1000

export function createUnfinishedReads(): UnfinishedReadsBySession {
  const reads = new Map<string, Promise<Answer>>()
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
