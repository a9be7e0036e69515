import { request } from './request'

interface Kept {
  tag: string
  body: Awaited<ReturnType<Response['json']>>
}

const mostKept = 20
/** By person and path. It lives in memory only and ends with the page, as all that was read does. */
const kept = new Map<string, Kept>()

function keep(key: string, tag: string | null, body: Kept['body']): void {
  kept.delete(key)
  if (tag) kept.set(key, { tag, body })
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
}

/**
 * Reads JSON from our own `/api` as one person. What has not changed since this page read it last is not
 * sent again, and is the same value again.
 */
export async function read<T>(person: string, path: string, signal: AbortSignal): Promise<T> {
  const key = `${person} ${path}`
  const before = kept.get(key)
  const response = await request(person, path, { signal, ...(before ? { known: before.tag } : {}) })
  if (before && response.status === 304) return before.body
  const body: T = await response.json()
  keep(key, response.headers.get('etag'), body)
  return body
}
