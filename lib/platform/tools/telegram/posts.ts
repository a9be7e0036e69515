import { z } from 'zod'
import type { KeptChat, KeptPost, PostPosition } from '../../inboxes/inbox-rows'
import type { Position } from '../pages'
import { invalidArgument, ToolFailure } from '../tool-failure'
import { cutText, readableText } from '../untrusted-text'
import type { VendorSession } from '../vendor-session'
import { inboxOf } from './inbox-of'

export const postSchema = z.object({
  id: z.string(),
  channel: z.string().describe('The id of the channel.'),
  text: z.string(),
  at: z.string(),
})
export const chatSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.string().describe('"private", "group", "supergroup" or "channel".'),
  username: z.string().optional(),
})

/** Returns a kept post in the form in which the tool answers it. */
export function presentPost({ chat_id, message_id, text, at }: KeptPost) {
  return {
    id: String(message_id),
    channel: chat_id,
    text: cutText(readableText(text), 4000),
    at: new Date(at).toISOString(),
  }
}

/** Returns a chat in the form in which the tool answers it. */
export function presentChat({ chat_id, title, kind, username }: KeptChat) {
  return {
    id: chat_id,
    title: cutText(readableText(title), 128),
    kind,
    ...(username && { username }),
  }
}

/**
 * Checks that this customer has linked a chat, when customers share the bot.
 *
 * @throws {ToolFailure} `vendor_refused` with the steps to link a channel
 */
export async function requireLinked(vendor: VendorSession): Promise<void> {
  const { linkCode, listChats } = inboxOf(vendor)
  if (linkCode === undefined || (await listChats(1)).length > 0) return
  throw new ToolFailure(
    'vendor_refused',
    `The bot ${vendor.account.name} is shared, so a channel has to be linked first: an admin of the channel makes the bot an admin there and posts “/link ${linkCode}”.`,
  )
}

/**
 * Matches the text of a page's position. The posts of a page are older than the post at its position. The position of the
 * first page is a minute after its call.
 */
const pagePattern = /^(first|next):(\d{1,16}):(-?\d{0,20}):(\d{1,16})$/

function readPage(page: string): PostPosition {
  const [, , at, chat_id, message_id] = pagePattern.exec(page) ?? []
  if (at === undefined || chat_id === undefined)
    throw invalidArgument('cursor', 'it is not the next_cursor of an earlier answer')
  return { at: Number(at), chat_id, message_id: Number(message_id) }
}

/** Reads a page of posts, newest first. Posts that arrive later do not shift the pages that follow. */
export async function readPosts(
  vendor: VendorSession,
  channel: string | number | undefined,
  { page, limit }: Position,
) {
  const inbox = inboxOf(vendor)
  const firstPage = `first:${vendor.now() + 60_000}::0`
  const chatId = channel === undefined ? undefined : await channelId(vendor, String(channel))
  const before = readPage(page ?? firstPage)
  const found = await inbox.listPosts({ chatId, before, limit: limit + 1 })
  const posts = found.slice(0, limit)
  const last = posts.at(-1)
  const hasMore = found.length > limit && last
  return {
    posts,
    firstPage,
    nextPage: hasMore ? `next:${last.at}:${last.chat_id}:${last.message_id}` : undefined,
  }
}

async function channelId(vendor: VendorSession, named: string): Promise<string> {
  const chat = await inboxOf(vendor).findChat(named)
  if (chat?.kind === 'channel') return chat.chat_id
  throw new ToolFailure(
    'vendor_refused',
    `The bot has heard of no channel ${named}. It has to be an admin there. Call read_channel_updates without a channel for those it knows.`,
  )
}
