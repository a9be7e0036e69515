import { z } from 'zod'
import { environmentSchema } from '@/lib/contract/api/role'
import { services } from '@/lib/contract/services/catalogue'

/**
 * Parses the columns `service` and `environment` of a row. The store keeps both as text, and a newer version may
 * have written values that this version does not know. Parsing such a row fails.
 */
export const knownServiceAndEnvironment = z.object({
  service: z.enum(services),
  environment: environmentSchema,
})
export type KnownServiceAndEnvironment = z.infer<typeof knownServiceAndEnvironment>
