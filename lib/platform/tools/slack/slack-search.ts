import { z } from 'zod'
import type { Position } from '../pages'
import { ToolFailure } from '../tool-failure'
import type { VendorSession } from '../vendor-session'
import { callSlack } from './slack-api'
import { presentMessage } from './slack-message'

/** The errors of workspaces that do not have the newer search. */
const missingErrors = ['unknown_method', 'feature_not_enabled']
/** Marks the pages of the older search in a cursor. */
const olderPrefix = 'older:'

const cursorSchema = z
  .object({ next_cursor: z.string().max(4096) })
  .partial()
  .nullish()
const newerSchema = z.object({
  results: z.object({
    messages: z
      .array(
        z.object({
          message_ts: z.string().max(64),
          thread_ts: z.string().max(64).nullish(),
          content: z.string().nullish(),
          author_user_id: z.string().max(64).nullish(),
          author_name: z.string().max(256).nullish(),
          channel_id: z.string().max(64),
          permalink: z.string().max(2048).nullish(),
        }),
      )
      .max(1000)
      .default([]),
  }),
  response_metadata: cursorSchema,
})
const olderSchema = z.object({
  messages: z.object({
    matches: z
      .array(
        z.object({
          ts: z.string().max(64),
          text: z.string().nullish(),
          user: z.string().max(64).nullish(),
          username: z.string().max(256).nullish(),
          channel: z.object({ id: z.string().max(64) }),
          permalink: z.string().max(2048).nullish(),
        }),
      )
      .max(1000),
    paging: z.object({ page: z.int(), pages: z.int() }),
  }),
})

/**
 * Searches messages with the token of the person. Uses the newer search, or the older one in a workspace that does not have
 * the newer one. The older search needs the scope `search:read`.
 */
export async function searchSlack(vendor: VendorSession, query: string, position: Position) {
  if (position.page?.startsWith(olderPrefix)) return searchOlder(vendor, query, position)
  try {
    return await searchNewer(vendor, query, position)
  } catch (error) {
    if (!isMissing(error)) throw error
    return searchOlder(vendor, query, position)
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof ToolFailure && missingErrors.includes(error.details.vendorCode ?? '')
}

/** https://docs.slack.dev/reference/methods/assistant.search.context */
async function searchNewer(vendor: VendorSession, query: string, { limit, page }: Position) {
  const { results, response_metadata } = await callSlack(vendor, 'assistant.search.context', {
    form: {
      query,
      channel_types: 'public_channel',
      content_types: 'messages',
      include_bots: true,
      limit,
      cursor: page,
    },
    schema: newerSchema,
    writes: false,
    as: 'person',
  })
  return {
    messages: results.messages.map((found) => ({
      ...presentMessage({
        ts: found.message_ts,
        text: found.content ?? '',
        user: found.author_user_id ?? found.author_name ?? undefined,
        thread_ts: found.thread_ts ?? undefined,
      }),
      channel: found.channel_id,
      ...(found.permalink && { permalink: found.permalink }),
    })),
    nextPage: response_metadata?.next_cursor,
  }
}

/** https://docs.slack.dev/reference/methods/search.messages */
async function searchOlder(vendor: VendorSession, query: string, { limit, page }: Position) {
  const { messages } = await callSlack(vendor, 'search.messages', {
    form: { query, count: limit, page: page?.slice(olderPrefix.length) ?? 1 },
    schema: olderSchema,
    writes: false,
    as: 'searching person',
  })
  const { paging, matches } = messages
  return {
    messages: matches.map(({ ts, text, user, username, channel, permalink }) => ({
      ...presentMessage({ ts, text: text ?? '', user: user ?? username ?? undefined }),
      channel: channel.id,
      ...(permalink && { permalink }),
    })),
    nextPage: paging.page < paging.pages ? `${olderPrefix}${paging.page + 1}` : undefined,
  }
}
