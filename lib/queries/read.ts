import { request } from './request'

interface KeptAnswer {
  /** The entity tag of the answer. */
  tag: string
  body: Awaited<ReturnType<Response['json']>>
}

const maxKeptAnswers = 20
/** The latest answers, by person id and path. They are in memory only, so they are gone when the page is left. */
const keptAnswers = new Map<string, KeptAnswer>()

/** Keeps an answer with an entity tag in place of the previous one, and removes the oldest answer above the limit. */
function keepAnswer(key: string, tag: string | null, body: KeptAnswer['body']): void {
  keptAnswers.delete(key)
  if (tag) keptAnswers.set(key, { tag, body })
  const [oldest] = keptAnswers.keys()
  if (keptAnswers.size > maxKeptAnswers && oldest !== undefined) keptAnswers.delete(oldest)
}

/**
 * Reads JSON from our own `/api` as the person with this id. When the value has not changed since this page last
 * read it, the server does not send it again, and the same value is returned.
 */
export async function read<T>(personId: string, path: string, signal: AbortSignal): Promise<T> {
  const key = `${personId} ${path}`
  const previous = keptAnswers.get(key)
  const response = await request(personId, path, {
    signal,
    ...(previous ? { knownTag: previous.tag } : {}),
  })
  if (previous && response.status === 304) return previous.body
  const body: T = await response.json()
  keepAnswer(key, response.headers.get('etag'), body)
  return body
}
