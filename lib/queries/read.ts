import { request } from './request'

interface Kept {
  tag: string
  body: Awaited<ReturnType<Response['json']>>
}

const mostKept = 20
/** The last answers by person and path. In memory only, so they end with the page. */
const kept = new Map<string, Kept>()

function keep(key: string, tag: string | null, body: Kept['body']): void {
  kept.delete(key)
  if (tag) kept.set(key, { tag, body })
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
}

/**
 * Reads JSON from our own `/api` as one person. When the value has not changed since this page last read it,
 * the server does not send it again, and the same value is returned.
 */
export async function read<T>(personId: string, path: string, signal: AbortSignal): Promise<T> {
  const key = `${personId} ${path}`
  const before = kept.get(key)
  const response = await request(personId, path, {
    signal,
    ...(before ? { known: before.tag } : {}),
  })
  if (before && response.status === 304) return before.body
  const body: T = await response.json()
  keep(key, response.headers.get('etag'), body)
  return body
}
