import type { Inbox } from '@/lib/platform/inboxes/inboxes'
import type { Credential, ProviderClient } from '@/lib/platform/providers/provider'
import type { Tool } from '@/lib/platform/tools/tool'
import { toolSession } from './tool-session'

/** A request that a tool has sent to its vendor. */
export interface SentRequest {
  method: string
  url: string
  headers: Headers
  body: string
}

interface WireOptions {
  /** Answers a request. `index` is the number of requests before it. */
  answer: (request: SentRequest, index: number) => Response
  credential?: Partial<Credential>
  client?: Partial<ProviderClient>
  key?: string
  inbox?: Inbox
  /** True to look for what an earlier call did, instead of doing it. */
  asksFindDone?: boolean
}

/**
 * Runs a tool against a fake vendor, without a store.
 *
 * @returns the output of the tool, or the failure, and every request that was sent
 */
export async function runOnWire(tool: Tool, givenArguments: object, options: WireOptions) {
  const sent: SentRequest[] = []
  const client: ProviderClient = {
    id: 'client-id',
    secret: 'client-secret',
    urlFor: (url) => new URL(url),
    now: () => Date.UTC(2026, 10, 2, 9),
    async fetch(request) {
      const { method, url, headers } = request
      const seen = { method, url, headers, body: await request.text() }
      sent.push(seen)
      return options.answer(seen, sent.length - 1)
    },
    ...options.client,
  }
  const { credential, key, inbox } = options
  const session = toolSession(tool, { client, credential, key, inbox })
  const call = tool.prepare(givenArguments)
  const work = options.asksFindDone ? call.findDone?.(session) : call.run(session)
  if (!work) throw new Error(`${tool.name} cannot look for what was done`)
  const outcome = await work.then(
    (output) => ({ output: output && tool.output.parse(output), failure: undefined }),
    (failure: unknown) => ({ output: undefined, failure }),
  )
  return { ...outcome, sent }
}
