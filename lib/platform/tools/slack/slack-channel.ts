import { z } from 'zod'
import { ToolFailure } from '../tool-failure'
import { quotation, readableText } from '../untrusted-text'
import type { VendorSession } from '../vendor-session'
import { callSlack } from './slack-api'

const channelIdPattern = /^[CGD][A-Z0-9]{6,20}$/
const maxPages = 10

const channelSchema = z.object({
  id: z.string().max(64),
  name: z.string().max(256).optional(),
  is_archived: z.boolean().optional(),
  is_member: z.boolean().optional(),
  creator: z.string().max(64).optional(),
  /** Seconds since 1970. */
  created: z.number().optional(),
})
const channelPageSchema = z.object({
  channels: z.array(channelSchema).max(1000),
  response_metadata: z
    .object({ next_cursor: z.string().max(4096) })
    .partial()
    .optional(),
})

/** The argument that names a channel. */
export const channelArgument = z
  .string()
  .min(1)
  .max(128)
  .describe('The name of a channel, such as "general", or its id.')

interface PageOfChannels {
  limit: number
  cursor?: string | undefined
}

async function readChannels(vendor: VendorSession, { limit, cursor }: PageOfChannels) {
  const { channels, response_metadata } = await callSlack(vendor, 'conversations.list', {
    form: { types: 'public_channel', exclude_archived: true, limit, cursor },
    schema: channelPageSchema,
    writes: false,
  })
  return { channels, nextPage: response_metadata?.next_cursor }
}

/** Returns one page of the public channels that are not archived, with Slack's cursor of the next page. */
export async function listChannels(vendor: VendorSession, page: PageOfChannels) {
  const { channels, nextPage } = await readChannels(vendor, page)
  return {
    channels: channels.map(({ id, name, is_member }) => ({
      id,
      name: readableText(name ?? id),
      ...(is_member !== undefined && { is_member }),
    })),
    nextPage,
  }
}

/**
 * Returns the public channel with this name, or `undefined` when there is none. Returns `not_read` when none of the first
 * 2000 channels has the name and there are more.
 */
export async function findChannel(vendor: VendorSession, name: string) {
  let cursor: string | undefined
  for (let page = 0; page < maxPages; page += 1) {
    const { channels, nextPage } = await readChannels(vendor, { limit: 200, cursor })
    const found = channels.find((candidate) => candidate.name === name)
    if (found) return found
    if (!nextPage) return undefined
    cursor = nextPage
  }
  return 'not_read'
}

/** Returns the id of a channel that is named by its id or by its name, with or without "#". */
export async function findChannelId(vendor: VendorSession, channel: string): Promise<string> {
  const name = channel.replace(/^#/, '')
  if (channelIdPattern.test(name)) return name
  const found = await findChannel(vendor, name.toLowerCase())
  if (found === 'not_read')
    throw new ToolFailure(
      'vendor_refused',
      `None of the first 2000 public channels in Slack is called ${quotation(name)}, and there are more. Use the id of the channel.`,
    )
  if (found) return found.id
  throw new ToolFailure(
    'vendor_refused',
    `Slack has no public channel ${quotation(name)}. List the channels with read_channel, and use one of those.`,
  )
}
