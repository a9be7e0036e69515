import { LRUCache } from 'lru-cache'

const windowMs = 60_000

/** Counts what happens in a minute, by key. This process forgets the keys that were used longest ago. */
export interface MinuteCounts {
  /** Counts one more, and returns its number in the minute that began with the first one of the key. */
  count: (key: string, at: number) => number
}

export function createMinuteCounts(maxKeys: number): MinuteCounts {
  const windows = new LRUCache<string, { since: number; count: number }>({ max: maxKeys })
  return {
    count(key, at) {
      const known = windows.get(key)
      const isOver = !known || at >= known.since + windowMs || at < known.since
      const window = isOver ? { since: at, count: 1 } : { ...known, count: known.count + 1 }
      windows.set(key, window)
      return window.count
    },
  }
}
