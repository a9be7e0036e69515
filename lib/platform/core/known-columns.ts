import { z } from 'zod'
import { environmentSchema } from '@/lib/contract/api/role'
import { services } from '@/lib/contract/services/catalogue'

/** What the store keeps as any text, as words that this program knows. */
export const knownColumns = z.object({ service: z.enum(services), environment: environmentSchema })
export type KnownColumns = z.infer<typeof knownColumns>
