import { z } from 'zod'
import { sandboxSigningSecrets } from '../core/sandbox-registrations'
import { vendorIdSchema } from '../providers/external-account'
import { parseJsonObject } from '../providers/json-object'
import { nothingToDo, type Receiver } from './receiver'
import { isRecent, signerOf } from './signed-body'

const services = ['stripe'] as const

const eventSchema = z.object({
  id: vendorIdSchema,
  type: z.literal('account.application.deauthorized'),
  account: vendorIdSchema,
})

/**
 * Reads a header such as `t=…,v1=…,v1=…`. It has several `v1` while a secret is being replaced.
 * Other schemes are ignored. A header with several times is not valid: its time is then empty.
 */
function readSignatureHeader(header: string) {
  const parts = header.split(',').map((part) => part.trim().split('=', 2))
  const valuesOf = (name: string) => parts.flatMap(([key, value]) => (key === name ? [value] : []))
  const [time, ...otherTimes] = valuesOf('t')
  return {
    time: otherTimes.length === 0 ? (time ?? '') : '',
    signatures: valuesOf('v1').filter((value) => value !== undefined),
  }
}

/**
 * Creates the receiver of Stripe's Connect webhook (https://docs.stripe.com/webhooks/signature).
 * Stripe's own library is not used, because it is large and verifying a signature takes a few
 * lines.
 */
export function createStripeReceiver(live: string | undefined, now: () => number): Receiver {
  const secrets = { live, test: sandboxSigningSecrets.stripe }

  return {
    isSetUp: live !== undefined,
    async read({ headers, body }) {
      const { time, signatures } = readSignatureHeader(headers.get('stripe-signature') ?? '')
      if (!isRecent(time, now())) return undefined
      const environment = signerOf(secrets, `${time}.`, body, signatures)
      if (!environment) return undefined
      const event = eventSchema.safeParse(parseJsonObject(Buffer.from(body).toString())).data
      if (!event) return nothingToDo
      return {
        environment,
        eventId: event.id,
        accounts: [{ services, owners: [event.account] }],
        tokens: [],
      }
    },
  }
}
