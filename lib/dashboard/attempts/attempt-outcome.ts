import { z } from 'zod'
import { shownAccountSchema } from '@/lib/contract/api/problem'
import { wayBackCauses } from '@/lib/contract/view/way-back'

/** What became of an attempt. Kept with it, so that the callback opened again shows the same. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('connected'),
    integrationId: z.string(),
    /** The integration that was to be reconnected, when another one came of it. */
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
