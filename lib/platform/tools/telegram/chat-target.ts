import { z } from 'zod'
import { ToolFailure } from '../tool-failure'
import type { VendorSession } from '../vendor-session'
import { inboxOf } from './inbox-of'
import { callTelegram } from './telegram-api'

const chatForm = 'use an id such as "-1001234567890" or a name such as "@news"'

/**
 * The argument that names a chat: its id, which agents write as a text or a number, or its public name. Telegram also
 * accepts other spellings of an id, such as "-0100". Here an id has one spelling, so that two equal ids are equal texts.
 */
export const chatArgument = z.union(
  [
    z.string().regex(/^(-?[1-9]\d{0,15}|@[A-Za-z]\w{3,31})$/, chatForm),
    z.int().refine((id) => id !== 0, 'no chat has the id 0'),
  ],
  chatForm,
)

const chatSchema = z.object({ id: z.int() })

/**
 * Returns the chat to which a message is sent: the named chat, or the supergroup that it has become. For a bot that customers
 * share, this is always an id, because names of a chat change and only its id shows to which customer the chat belongs.
 *
 * @throws {ToolFailure} `vendor_refused` when only other customers have linked the chat
 */
export async function findTarget(vendor: VendorSession, named: string): Promise<string> {
  const inbox = inboxOf(vendor)
  const isName = named.startsWith('@') && inbox.linkCode !== undefined
  const chat = isName ? await idOfName(vendor, named) : named
  await requireNotOfOthers(vendor, chat)
  return (await inbox.findChat(chat))?.moved_to ?? chat
}

/**
 * Refuses a chat that only other customers of a shared bot have linked.
 *
 * @throws {ToolFailure} `vendor_refused`
 */
export async function requireNotOfOthers(vendor: VendorSession, chatId: string): Promise<void> {
  const { isOfOthers, linkCode } = inboxOf(vendor)
  if (!(await isOfOthers(chatId))) return
  throw new ToolFailure(
    'vendor_refused',
    `The chat belongs to another customer of this bot. Somebody in the chat has to write “/link ${linkCode}” there first.`,
  )
}

async function idOfName(vendor: VendorSession, name: string): Promise<string> {
  const json = { chat_id: name }
  const { id } = await callTelegram(vendor, 'getChat', { json, schema: chatSchema, writes: false })
  return String(id)
}
