import { LRUCache } from 'lru-cache'
import type { Integration } from '@/lib/contract/api/integration'
import { type TaggedText, withTag } from '@/lib/http/entity-tag'
import { type ListedRow, readListedRows } from './select-integrations'
import { createRowWriter } from './written-rows'

interface WrittenList {
  rows: readonly ListedRow[]
  /** The list as the JSON of the API. */
  json: TaggedText
}

/** The size of the cache in characters of the stored lists: about two lists of ten thousand integrations. */
const cacheCharacters = 8 * 1024 * 1024

/**
 * Returns functions that write lists as the JSON of the API. A list that has the same text in the store as before
 * is not parsed and written again, because open pages ask every few seconds.
 */
export function createListWriter(present: (row: ListedRow) => Integration) {
  const writeRow = createRowWriter(present)
  const lists = new LRUCache<string, WrittenList>({
    maxSize: cacheCharacters,
    sizeCalculation: (_, stored) => stored.length,
  })

  function write(rows: readonly ListedRow[]): WrittenList {
    return { rows, json: withTag(`[${rows.map(writeRow).join(',')}]`) }
  }

  return {
    write,
    /** Reads the rows in a text that `selectListedRows` returned, and writes them as JSON. */
    writeStored(stored: string): WrittenList {
      const cached = lists.get(stored)
      if (cached) return cached
      const list = write(readListedRows(stored))
      lists.set(stored, list)
      return list
    },
  }
}
