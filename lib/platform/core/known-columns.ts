import { z } from 'zod'
import { environmentSchema } from '@/lib/contract/api/role'
import { services } from '@/lib/contract/services/catalogue'

/**
 * Parses the columns `service` and `environment` of a row. The store keeps both as text, so that a newer version
 * can write values that this version does not know. Such a row is not valid here.
 */
export const knownColumns = z.object({ service: z.enum(services), environment: environmentSchema })
export type KnownColumns = z.infer<typeof knownColumns>
