import { request } from './request'

interface Kept {
  tag: string
  body: Awaited<ReturnType<Response['json']>>
}

const mostKept = 20
/** The latest answers, by person and path. They are in memory only, so they are gone when the page is left. */
const kept = new Map<string, Kept>()

function keep(key: string, tag: string | null, body: Kept['body']): void {
  kept.delete(key)
  if (tag) kept.set(key, { tag, body })
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
}

/**
 * Reads JSON from our own `/api` as the person with this id. When the value has not changed since this page last
 * read it, the server does not send it again, and the same value is returned.
 */
export async function read<T>(personId: string, path: string, signal: AbortSignal): Promise<T> {
  const key = `${personId} ${path}`
  const previous = kept.get(key)
  const response = await request(personId, path, {
    signal,
    ...(previous ? { knownTag: previous.tag } : {}),
  })
  if (previous && response.status === 304) return previous.body
  const body: T = await response.json()
  keep(key, response.headers.get('etag'), body)
  return body
}
