import { LRUCache } from 'lru-cache'
import type { Integration } from '@/lib/contract/api/integration'
import { type TaggedText, withTag } from '@/lib/http/entity-tag'
import { type ListedRow, readListed } from './select-integrations'
import { createRowWriter } from './written-rows'

interface WrittenList {
  rows: readonly ListedRow[]
  /** The list as the JSON of the API. */
  json: TaggedText
}

/** In characters of what is stored: about two lists of ten thousand integrations. */
const mostKept = 8 * 1024 * 1024

/**
 * Returns functions that write lists as the JSON of the API. A list that was read from the store before with
 * the same text is not parsed and written again, because open pages ask every few seconds.
 */
export function createListWriter(present: (row: ListedRow) => Integration) {
  const writeRow = createRowWriter(present)
  const lists = new LRUCache<string, WrittenList>({
    maxSize: mostKept,
    sizeCalculation: (_, stored) => stored.length,
  })

  function write(rows: readonly ListedRow[]): WrittenList {
    return { rows, json: withTag(`[${rows.map(writeRow).join(',')}]`) }
  }

  return {
    write,
    /** Reads and writes a list that `selectListed` returned. */
    writeStored(stored: string): WrittenList {
      const known = lists.get(stored)
      if (known) return known
      const list = write(readListed(stored))
      lists.set(stored, list)
      return list
    },
  }
}
