import { z } from 'zod'
import { idempotencyHours } from '@/lib/contract/api/limits'
import { ToolFailure } from '../tool-failure'
import type { VendorSession } from '../vendor-session'
import { callSlack } from './slack-api'

const eventType = 'miteos_tool_call'
const maxPages = 5
/** Messages of this time are searched. A call whose outcome is unknown can be repeated for as long. */
const searchedMs = idempotencyHours * 60 * 60_000

const markedSchema = z.object({
  event_type: z.literal(eventType),
  event_payload: z.object({ key: z.string().max(512) }),
})
const historySchema = z.object({
  messages: z
    .array(z.object({ ts: z.string().max(64), metadata: z.unknown().optional() }))
    .max(1000),
  response_metadata: z
    .object({ next_cursor: z.string().max(4096) })
    .partial()
    .nullish(),
})

/**
 * Returns the metadata by which the message of a call is found again, because Slack has no idempotency keys. Readers of the
 * channel do not see it (https://docs.slack.dev/messaging/message-metadata). Returns `undefined` for a call without a key.
 */
export function metadataOf({ key }: VendorSession): string | undefined {
  return key && JSON.stringify({ event_type: eventType, event_payload: { key } })
}

/**
 * Returns the id of the message that was posted with the key of this call, or `undefined` when the channel or thread
 * has none.
 *
 * @throws {ToolFailure} `outcome_unknown` when the channel has more new messages than are read
 */
export async function findPosted(vendor: VendorSession, channel: string, thread?: string) {
  let cursor: string | undefined
  for (let page = 0; page < maxPages; page += 1) {
    const { messages, nextPage } = await readNewest(vendor, { channel, thread, cursor })
    const found = messages.find(
      ({ metadata }) => markedSchema.safeParse(metadata).data?.event_payload.key === vendor.key,
    )
    if (found) return found.ts
    if (!nextPage) return undefined
    cursor = nextPage
  }
  throw new ToolFailure(
    'outcome_unknown',
    'The channel has too many new messages to find out whether this one was posted. Look there before you post it again.',
  )
}

async function readNewest(
  vendor: VendorSession,
  {
    channel,
    thread,
    cursor,
  }: { channel: string; thread: string | undefined; cursor: string | undefined },
) {
  const method = thread === undefined ? 'conversations.history' : 'conversations.replies'
  const { messages, response_metadata } = await callSlack(vendor, method, {
    form: {
      channel,
      ts: thread,
      oldest: Math.floor((vendor.now() - searchedMs) / 1000),
      include_all_metadata: true,
      limit: 200,
      cursor,
    },
    schema: historySchema,
    writes: false,
  })
  return { messages, nextPage: response_metadata?.next_cursor }
}
