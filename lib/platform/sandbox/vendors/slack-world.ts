import { z } from 'zod'
import { findAccount } from '../accounts'
import type { Kind, Seed } from '../worlds'

const channelSchema = z.object({
  name: z.string(),
  created: z.number(),
  creator: z.string(),
  is_private: z.boolean(),
})
export type Channel = z.infer<typeof channelSchema>

/** The data that an app adds to its message for other apps (https://docs.slack.dev/messaging/message-metadata). */
export const metadataSchema = z.object({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.unknown()),
})

const messageSchema = z.object({
  channel: z.string(),
  text: z.string(),
  user: z.string(),
  bot_id: z.string().optional(),
  thread_ts: z.string().optional(),
  metadata: metadataSchema.optional(),
})
export type Message = z.infer<typeof messageSchema>

/** The channels of a workspace, by their ids. */
export const channels: Kind<Channel> = { name: 'channel', schema: channelSchema }
/** The messages of all channels, by their `ts`. */
export const messages: Kind<Message> = { name: 'message', schema: messageSchema }

const seededChannels = [
  { id: 'C01GENERAL1', name: 'general' },
  { id: 'C01RANDOM01', name: 'random' },
  { id: 'C01SUPPORT1', name: 'support' },
]
const seededMessages = [
  ['C01GENERAL1', '1793520000.000100', 'Welcome! The weekly meeting is on Monday at 10:00.'],
  ['C01GENERAL1', '1793523600.000200', 'The release of version 2.4 is planned for Thursday.'],
  ['C01SUPPORT1', '1793527200.000300', 'A customer cannot download invoice 1042. Who can look?'],
  ['C01RANDOM01', '1793530800.000400', 'There is cake in the kitchen.'],
] as const

/** Writes the channels and messages with which each workspace begins. */
export const seedSlack: Seed = async (world, { subject }) => {
  const creator = findAccount('slack', subject).facts.user_id ?? ''
  for (const { id, name } of seededChannels) {
    await world.put(channels, id, { name, created: 1_793_516_400, creator, is_private: false })
  }
  for (const [channel, ts, text] of seededMessages) {
    await world.put(messages, ts, { channel, text, user: creator })
  }
}
