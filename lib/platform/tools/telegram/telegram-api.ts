import { z } from 'zod'
import { askedWaitSeconds, botTokenOf } from '../../providers/telegram-api'
import { readResult } from '../read-result'
import { ToolFailure } from '../tool-failure'
import { quotation } from '../untrusted-text'
import type { VendorAnswer, VendorApi, VendorRequest, VendorSession } from '../vendor-session'

const errorSchema = z.object({
  ok: z.literal(false),
  description: z.string().max(4096),
  parameters: z.object({ migrate_to_chat_id: z.int().optional() }).optional(),
})

/** The next steps, by a word of Telegram's description. The first one that matches is used. */
const nextSteps: readonly [RegExp, string][] = [
  [/chat not found/i, 'Use a chat that the bot is in; read_channel_updates lists those it knows.'],
  [/blocked by the user|deactivated/i, 'Only that person can change this.'],
  [/kicked|not a member/i, 'Somebody has to add the bot to the chat again.'],
  [/initiate conversation/i, 'The person has to write to the bot first.'],
  [/rights|CHAT_WRITE_FORBIDDEN/i, 'An admin of the chat has to allow the bot to post.'],
  [/parse entities/i, 'Correct the HTML, or send the text as plain.'],
  [/thread not found/i, 'Use the id of a topic of this group, or leave it out.'],
  [/too long/i, 'Send a shorter text.'],
]

/** Thrown when the group has become a supergroup with another id, to which the message has to be sent. */
export class ChatMoved extends ToolFailure {
  constructor(readonly newId: string) {
    super('vendor_refused', `The group has become a supergroup. Its id is now ${newId}; use that.`)
  }
}

/** Returns the failure of a bot whose updates another program receives. */
export const receivedElsewhere = () =>
  new ToolFailure(
    'vendor_refused',
    'Another program receives the posts of this bot, and Telegram gives them to one program only. Its owner has to remove the webhook of that program or stop it; then the posts from that time on can be read here.',
  )

/** Telegram's Bot API. The token is in the URL, so no URL may be logged. */
const api: VendorApi = {
  name: 'Telegram',
  headers: () => ({}),
  refusesToken: ({ status }) => status === 401,
  failureIn,
  waitSecondsIn: ({ body }) => askedWaitSeconds(body),
}

function failureIn({ status, body }: VendorAnswer): ToolFailure | undefined {
  const error = errorSchema.safeParse(body).data
  if (!error || status >= 500) return undefined
  const movedTo = error.parameters?.migrate_to_chat_id
  if (movedTo !== undefined) return new ChatMoved(String(movedTo))
  if (status === 409) return receivedElsewhere()
  const [, nextStep] = nextSteps.find(([pattern]) => pattern.test(error.description)) ?? []
  return new ToolFailure(
    'vendor_refused',
    `Telegram refused this: ${quotation(error.description)}. ${nextStep ?? 'Nothing was changed.'}`,
  )
}

/**
 * Calls a method of the Bot API, and returns the part of its result that the schema describes.
 *
 * @throws {ToolFailure} when Telegram refuses the call or gives no clear answer
 */
export async function callTelegram<Shape>(
  vendor: VendorSession,
  method: string,
  { schema, ...request }: Pick<VendorRequest, 'json' | 'writes'> & { schema: z.ZodType<Shape> },
): Promise<Shape> {
  const answer = await vendor.send(api, {
    method: 'POST',
    url(credential, client) {
      const token = botTokenOf(credential, client)
      if (token !== undefined) return `https://api.telegram.org/bot${token}/${method}`
      throw new ToolFailure('unavailable', 'This server has no bot of its own at the moment.')
    },
    ...request,
  })
  const answered = z.object({ ok: z.literal(true), result: schema })
  return readResult('Telegram', answered, answer, request.writes).result
}
