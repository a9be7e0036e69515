import { z } from 'zod'
import { services } from './catalogue'
import { environmentSchema, roleSchema } from './role'

/** `GET /v1/account`: whose token this is and what it may do. */
export const accountSchema = z.object({
  id: z.string().max(64),
  name: z.string().max(128),
  environment: environmentSchema,
  role: roleSchema,
  /** The services that can be connected in this environment; the others are not set up. */
  available_services: z.array(z.enum(services)).max(services.length),
})
export type Account = z.infer<typeof accountSchema>
