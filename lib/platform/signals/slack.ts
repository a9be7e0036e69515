import { z } from 'zod'
import type { Environment } from '@/lib/contract/api/role'
import { sandboxSigningSecrets } from '../core/sandbox-registrations'
import { vendorIdSchema } from '../providers/external-account'
import { type JsonObject, parseJsonObject } from '../providers/json-object'
import { type NamedAccounts, nothingToDo, type Receiver } from './receiver'
import { isRecent, signerOf } from './signed-body'

const services = ['slack'] as const

const handshakeSchema = z.object({
  type: z.literal('url_verification'),
  challenge: z.string().max(512),
})
const idsSchema = z.array(vendorIdSchema).catch([])
const eventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('app_uninstalled') }),
  z.object({
    type: z.literal('tokens_revoked'),
    tokens: z.object({ oauth: idsSchema, bot: idsSchema }),
  }),
])
const callbackSchema = z.object({
  type: z.literal('event_callback'),
  event_id: vendorIdSchema,
  team_id: vendorIdSchema.nullish(),
  enterprise_id: vendorIdSchema.nullish(),
  event: eventSchema,
})

/**
 * Creates the receiver of Slack's Events API (https://docs.slack.dev/apis/events-api). The user ids in
 * `tokens_revoked` are of people whose own token was revoked. Everybody in a workspace uses the same bot token, so a bot
 * in that list means the whole workspace, as `app_uninstalled` does.
 */
export function createSlackReceiver(live: string | undefined, now: () => number): Receiver {
  const secrets = { live, test: sandboxSigningSecrets.slack }

  return {
    isSetUp: live !== undefined,
    async read({ headers, body }) {
      const time = headers.get('x-slack-request-timestamp') ?? ''
      const signature = /^v0=(.*)$/.exec(headers.get('x-slack-signature') ?? '')?.[1]
      if (signature === undefined || !isRecent(time, now())) return undefined
      const environment = signerOf(secrets, `v0:${time}:`, body, [signature])
      return environment && signalIn(environment, parseJsonObject(Buffer.from(body).toString()))
    },
  }
}

function signalIn(environment: Environment, message: JsonObject | undefined) {
  const handshake = handshakeSchema.safeParse(message).data
  if (handshake) return { answer: { challenge: handshake.challenge } }
  const callback = callbackSchema.safeParse(message).data
  if (!callback) return nothingToDo
  return {
    environment,
    eventId: callback.event_id,
    accounts: [accountsIn(callback)],
    tokens: [],
  }
}

function accountsIn({
  team_id,
  enterprise_id,
  event,
}: z.infer<typeof callbackSchema>): NamedAccounts {
  const owners = [team_id, enterprise_id].filter((id) => typeof id === 'string')
  if (event.type === 'app_uninstalled' || event.tokens.bot.length > 0) return { services, owners }
  const accounts = owners.flatMap((owner) => event.tokens.oauth.map((user) => `${owner}:${user}`))
  return { services, owners, accounts }
}
