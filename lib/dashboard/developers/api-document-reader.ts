import { decodeUtf8, readCapped } from '@/lib/http/read-capped'
import { within } from '@/lib/http/within'
import type { Api } from '../miteos/miteos-transport'
import { type ApiDocument, parseApiDocument } from './api-document'

export interface ApiDocumentReader {
  /**
   * Returns the OpenAPI document of the API that the dashboard uses, or null when none could be
   * read yet. It is the same object until the document changes. While there is none, a call waits
   * for the API for at most three seconds.
   */
  read: () => Promise<ApiDocument | null>
}

const askAgainAfterMs = 60_000
const maxWaitMs = 3000
const maxDocumentBytes = 5 * 1024 * 1024

interface Known {
  document: ApiDocument
  tag: string | null
}

async function ask(api: Api, known: Known | null): Promise<Known | null> {
  const request = new Request(`${api.base}/openapi.json`, {
    headers: {
      accept: 'application/json',
      ...(known?.tag ? { 'if-none-match': known.tag } : {}),
    },
    redirect: 'manual',
    signal: AbortSignal.timeout(api.timeoutMs),
  })
  const response = await api.send(request)
  if (response.status !== 200) {
    await response.body?.cancel()
    return known
  }
  const document = parseApiDocument(decodeUtf8(await readCapped(response, maxDocumentBytes)))
  return document ? { document, tag: response.headers.get('etag') } : known
}

/** Creates a reader, which asks the API at most once a minute. A document that was read once stays when the API fails. */
export function createApiDocumentReader(api: Api): ApiDocumentReader {
  let known: Known | null = null
  let askedAt = Number.NEGATIVE_INFINITY
  let running: Promise<void> = Promise.resolve()

  return {
    async read() {
      if (api.now() - askedAt >= askAgainAfterMs) {
        askedAt = api.now()
        running = ask(api, known).then(
          (answer) => {
            known = answer
          },
          // The page says that there is no document, or shows the last one.
          () => undefined,
        )
      }
      if (!known) await within(running, maxWaitMs, undefined)
      return known?.document ?? null
    },
  }
}
