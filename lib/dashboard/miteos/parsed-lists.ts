import { LRUCache } from 'lru-cache'
import { integrationListSchema, type ListedIntegration } from '@/lib/contract/api/integration'
import { parseAnswer } from './miteos-transport'

/**
 * The parsed lists, by the text of the answer. The limit, in characters, is about one list of ten thousand
 * integrations.
 */
const listByText = new LRUCache<string, readonly ListedIntegration[]>({
  maxSize: 4 * 1024 * 1024,
  sizeCalculation: (_, text) => text.length,
})

/**
 * Parses the list in an answer. Returns the same list for the same text without parsing it again, because open
 * pages ask every few seconds. Callers must not change the list.
 *
 * @throws {MiteosError} `invalid` when the text is not a list of integrations
 */
export function parseList(text: string, requestId: string): readonly ListedIntegration[] {
  const kept = listByText.get(text)
  if (kept) return kept
  const list = parseAnswer(text, integrationListSchema, requestId)
  listByText.set(text, list)
  return list
}
