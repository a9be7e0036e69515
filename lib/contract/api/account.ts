import { z } from 'zod'
import { services } from '../services/catalogue'
import { plainText } from '../text/plain-text'
import { text, timeSchema } from '../text/text'
import { actorSchema } from './actor'
import { environmentSchema, roleSchema } from './role'
import { maxReasonLength } from './support-reason'

/** The answer of `GET /v1/account`: the account of the token, and what the token may do. */
export const accountSchema = z.object({
  id: text(64),
  name: text(128),
  environment: environmentSchema,
  role: roleSchema,
  /**
   * Who acts with the token, as the history names them. Absent in the answers of another Miteos.
   */
  actor: actorSchema.optional(),
  /** Set for the operator's support staff: why they opened the account, and until when. */
  support: z.object({ reason: text(maxReasonLength), ends_at: timeSchema }).optional(),
  /** The services that can be connected in this environment. The others are not set up. */
  available_services: z.array(z.enum(services)).max(services.length),
})

/**
 * The same answer in the form that the dashboard accepts from every Miteos. The name is cleaned so
 * that it can be shown.
 */
export const readAccountSchema = accountSchema.extend({
  name: z.string().max(128).transform(plainText),
})

export type Account = z.infer<typeof accountSchema>
