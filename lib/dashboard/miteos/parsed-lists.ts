import { integrationListSchema, type ListedIntegration } from '@/lib/contract/api/integration'
import { parseAnswer } from './miteos-transport'

/** The most characters that all kept texts have together: about one list of ten thousand integrations. */
const mostKept = 4 * 1024 * 1024

/** Lists by the text of the answer. The least recently used one comes first. */
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
 * Parses the list in an answer. Returns the same list for the same text without parsing it again, because open
 * pages ask every few seconds. Callers must not change the list.
 *
 * @throws {MiteosError} `invalid` when the text is not such a list
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
