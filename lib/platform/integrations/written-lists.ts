import { LRUCache } from 'lru-cache'
import type { Integration } from '@/lib/contract/api/integration'
import { type TaggedText, withTag } from '@/lib/http/entity-tag'
import type { Caller } from '../access/caller'
import { type ListedRow, readListedRows } from './select-integrations'
import { createRowWriter } from './written-rows'

interface WrittenList {
  /** The text in the store from which the list was written. */
  stored?: string
  rows: readonly ListedRow[]
  /** The list as the JSON of the API. */
  json: TaggedText
}

/**
 * The size of the cache in characters of the stored lists: about two lists of ten thousand integrations. Of each
 * account only the newest list is kept, because a sweep changes a long list many times.
 */
const cacheCharacters = 8 * 1024 * 1024

/**
 * Returns functions that write lists as the JSON of the API. A list whose stored text has not
 * changed is not parsed and written again, because open pages ask for it every few seconds.
 */
export function createListWriter(present: (row: ListedRow) => Integration) {
  const writeRow = createRowWriter(present)
  const lists = new LRUCache<string, WrittenList>({
    maxSize: cacheCharacters,
    sizeCalculation: ({ stored = '' }) => Math.max(1, stored.length),
  })

  function write(rows: readonly ListedRow[]): WrittenList {
    return { rows, json: withTag(`[${rows.map(writeRow).join(',')}]`) }
  }

  return {
    write,
    /** Reads the rows in a text that `selectListedRows` returned for a caller, and writes them as JSON. */
    writeStored(
      { accountId, environment }: Pick<Caller, 'accountId' | 'environment'>,
      stored: string,
    ): WrittenList {
      const owner = `${accountId} ${environment}`
      const cached = lists.get(owner)
      if (cached?.stored === stored) return cached
      const list = { ...write(readListedRows(stored)), stored }
      lists.set(owner, list)
      return list
    },
  }
}
