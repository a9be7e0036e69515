import { integrationListSchema, type ListedIntegration } from '@/lib/contract/api/integration'
import { parseAnswer } from './miteos-transport'

/** Characters of all texts together: about one list of ten thousand. */
const mostKept = 4 * 1024 * 1024

/** By the text of the answer, the least wanted first. */
const parsed = new Map<string, readonly ListedIntegration[]>()
let kept = 0

function keep(text: string, list: readonly ListedIntegration[]): void {
  parsed.set(text, list)
  kept += text.length
  for (const oldest of parsed.keys()) {
    if (kept <= mostKept) return
    parsed.delete(oldest)
    kept -= oldest.length
  }
}

/**
 * The list that an answer holds. The same text is the same list again, without being read a second time: open
 * pages ask for it every few seconds. Nothing but the text leads to it, and nobody may change it.
 *
 * @throws {MiteosError} `invalid` when it is something else
 */
export function parseList(text: string, requestId: string): readonly ListedIntegration[] {
  const known = parsed.get(text)
  if (known) {
    parsed.delete(text)
    parsed.set(text, known)
    return known
  }
  const list = parseAnswer(text, integrationListSchema, requestId)
  keep(text, list)
  return list
}
