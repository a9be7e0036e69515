import { z } from 'zod'
import { idempotencyHours } from '@/lib/contract/api/limits'
import { defineTool } from '../tool'
import { ToolFailure } from '../tool-failure'
import { callSlack } from './slack-api'
import { findChannel } from './slack-channel'

const createdSchema = z.object({
  channel: z.object({ id: z.string().max(64), name: z.string().max(256) }),
})
const botSchema = z.object({ user_id: z.string().max(64) })

export const createChannel = defineTool({
  service: 'slack',
  name: 'create_channel',
  description:
    'Creates a channel in Slack, which is public unless you ask for a private one. The other tools find a private channel by its id only, and cannot read it.',
  effect: 'adds',
  input: z.object({
    name: z
      .string()
      .regex(
        /^[\p{Ll}\p{Lo}\p{N}_-]{1,80}$/u,
        'use up to 80 lower-case letters, digits, "-" and "_"',
      )
      .describe('Up to 80 lower-case letters, digits, hyphens and underscores, without "#".'),
    private: z.boolean().optional().describe('True for a private channel.'),
  }),
  output: z.object({ channel_id: z.string(), name: z.string() }),
  examples: [{ name: 'launch-plans' }],
  async run({ name, private: isPrivate }, vendor) {
    const { channel } = await callSlack(vendor, 'conversations.create', {
      form: { name, ...(isPrivate && { is_private: true }) },
      schema: createdSchema,
      writes: true,
    })
    return { channel_id: channel.id, name: channel.name }
  },
  async findDone({ name, private: isPrivate }, vendor) {
    // Slack lists private channels only with a permission for which connections do not ask.
    if (isPrivate)
      throw new ToolFailure('outcome_unknown', 'The connection may not list private channels.')
    const channel = await findChannel(vendor, name)
    if (channel === 'not_read')
      throw new ToolFailure('outcome_unknown', 'The workspace has too many channels to read all.')
    const oldestMs = vendor.now() - idempotencyHours * 60 * 60_000
    if (!channel?.created || channel.created * 1000 < oldestMs) return undefined
    const bot = await callSlack(vendor, 'auth.test', { schema: botSchema, writes: false })
    return channel.creator === bot.user_id ? { channel_id: channel.id, name } : undefined
  },
})
