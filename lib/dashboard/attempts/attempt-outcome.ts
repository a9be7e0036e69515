import { z } from 'zod'
import { shownAccountSchema } from '@/lib/contract/api/external-account'
import { wayBackCauses } from '@/lib/contract/view/way-back'

/** The outcome of an attempt. It is stored, so that the callback shows the same when it is opened again. */
const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('connected'),
    integrationId: z.string(),
    /** The id of the integration that should have been reconnected, when another integration was connected. */
    insteadOf: z.string().optional(),
  }),
  z.object({
    kind: z.literal('failed'),
    cause: z.enum(wayBackCauses),
    expected: shownAccountSchema.optional(),
    received: shownAccountSchema.optional(),
  }),
])
export type Outcome = z.infer<typeof outcomeSchema>

/** Reads a stored outcome. An outcome that this program does not understand counts as `unconfirmed`. */
export function readOutcome(stored: string): Outcome {
  try {
    return outcomeSchema.parse(JSON.parse(stored))
  } catch {
    return { kind: 'failed', cause: 'unconfirmed' }
  }
}
