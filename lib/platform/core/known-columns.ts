import { z } from 'zod'
import { environmentSchema } from '@/lib/contract/api/role'
import { services } from '@/lib/contract/services/catalogue'

/** The columns that the store keeps as text, limited to the values that this version knows. */
export const knownColumns = z.object({ service: z.enum(services), environment: environmentSchema })
export type KnownColumns = z.infer<typeof knownColumns>
