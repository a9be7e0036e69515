import { z } from 'zod'
import type { Kind, Seed, World } from '../worlds'

const chatSchema = z.object({
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string().optional(),
  first_name: z.string().optional(),
  username: z.string().optional(),
  is_forum: z.boolean().optional(),
  /** The ids of the topics of a forum. */
  topics: z.array(z.int()).optional(),
  /** The id of the supergroup that the group became. */
  migratedTo: z.int().optional(),
  /** True when the person has blocked the bot. */
  hasBlockedBot: z.boolean().optional(),
})
export type Chat = z.infer<typeof chatSchema>

const stateSchema = z.object({
  lastMessageId: z.int(),
  lastUpdateId: z.int(),
  webhookUrl: z.string(),
})

/** The chats that a bot knows, by their ids. */
export const chats: Kind<Chat> = { name: 'chat', schema: chatSchema }
/** The updates that the bot has not confirmed yet, by their ids. */
export const updates: Kind<Record<string, unknown>> = {
  name: 'update',
  schema: z.record(z.string(), z.unknown()),
}
/** The counters and the webhook of a bot. There is only one, with the id `bot`. */
const states: Kind<z.infer<typeof stateSchema>> = { name: 'state', schema: stateSchema }

export async function readState(world: World) {
  const state = await world.get(states, 'bot')
  return state ?? { lastMessageId: 100, lastUpdateId: 500_000_000, webhookUrl: '' }
}

/** Changes counters or the webhook of a bot. Has to be called inside `world.change`. */
export async function changeState(world: World, changes: Partial<z.infer<typeof stateSchema>>) {
  await world.put(states, 'bot', { ...(await readState(world)), ...changes })
}

/** Returns a chat as it is in messages and updates. */
export function chatFields(id: number, chat: Chat) {
  const { type, title, first_name, username, is_forum } = chat
  return {
    id,
    type,
    ...(title !== undefined && { title }),
    ...(first_name !== undefined && { first_name }),
    ...(username !== undefined && { username }),
    ...(is_forum && { is_forum }),
  }
}

/** Adds an update for the bot. Has to be called inside `world.change`. */
export async function addUpdate(world: World, content: Record<string, unknown>): Promise<void> {
  const update_id = (await readState(world)).lastUpdateId + 1
  await changeState(world, { lastUpdateId: update_id })
  await world.put(updates, String(update_id), { update_id, ...content })
}

/** The ids of the seeded chats. */
export const seededChats = {
  channel: -1001000000001,
  group: -200000002,
  forum: -1001000000003,
  person: 300000004,
  formerGroup: -200000005,
  newSupergroup: -1001000000005,
  blocked: 300000006,
} as const
const ana = { first_name: 'Ana', username: 'ana_lima' }
const seeded: readonly [number, Chat][] = [
  [seededChats.channel, { type: 'channel', title: 'Acme News', username: 'acme_news' }],
  [seededChats.group, { type: 'group', title: 'Acme team' }],
  [
    seededChats.forum,
    { type: 'supergroup', title: 'Acme community', is_forum: true, topics: [7, 9] },
  ],
  [seededChats.person, { type: 'private', ...ana }],
  [
    seededChats.formerGroup,
    { type: 'group', title: 'Acme sales', migratedTo: seededChats.newSupergroup },
  ],
  [seededChats.newSupergroup, { type: 'supergroup', title: 'Acme sales' }],
  [seededChats.blocked, { type: 'private', first_name: 'Ben', hasBlockedBot: true }],
]
const seededPosts = [
  [11, 1_793_520_000, 'Version 2.4 is planned for Thursday.'],
  [12, 1_793_559_600, 'The status page moves to status.acme.example.'],
  [13, 1_793_606_400, 'Version 2.4 is out. Thank you for waiting.'],
] as const
/** The chats to which the bot was added, with its status there. */
const joined = [
  [seededChats.channel, 'administrator'],
  [seededChats.group, 'member'],
  [seededChats.forum, 'member'],
  [seededChats.newSupergroup, 'member'],
] as const

/** Writes the chats with which each bot begins, and the updates about them. */
export const seedTelegram: Seed = async (world, { subject }) => {
  const known = new Map(seeded)
  const from = { id: seededChats.person, is_bot: false, ...ana }
  const bot = { id: Number(subject), is_bot: true, first_name: 'Bot' }
  const chatOf = (id: number) => chatFields(id, known.get(id) ?? { type: 'private' })
  for (const [id, chat] of seeded) await world.put(chats, String(id), chat)
  for (const [id, status] of joined) {
    const [old_chat_member, new_chat_member] = [
      { user: bot, status: 'left' },
      { user: bot, status },
    ]
    const my_chat_member = { chat: chatOf(id), from, date: 1_793_516_400 }
    await addUpdate(world, {
      my_chat_member: { ...my_chat_member, old_chat_member, new_chat_member },
    })
  }
  const chat = chatOf(seededChats.person)
  const start = { message_id: 10, from, chat, date: 1_793_517_000, text: '/start' }
  await addUpdate(world, { message: start })
  for (const [message_id, date, text] of seededPosts) {
    const channel = chatOf(seededChats.channel)
    const channel_post = { message_id, sender_chat: channel, chat: channel, date, text }
    await addUpdate(world, { channel_post })
  }
}
