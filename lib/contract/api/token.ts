import { z } from 'zod'
import { plainText } from '../text/plain-text'
import { text, timeSchema } from '../text/text'
import { actorSchema } from './actor'
import { environmentSchema, roleSchema } from './role'

export const tokenIdPattern = /^tok_[A-Za-z0-9]{1,64}$/
export const tokenIdSchema = z.string().max(68).regex(tokenIdPattern)

/** An API token without its secret. */
export const tokenSchema = z.object({
  id: tokenIdSchema,
  name: text(128),
  environment: environmentSchema,
  role: roleSchema,
  created_at: timeSchema,
  /** Absent for tokens that were created before this was recorded. */
  created_by: actorSchema.optional(),
  /** Absent for a token that does not expire. */
  expires_at: timeSchema.optional(),
  /** When the token was last used, to the minute. Absent before the first use. */
  last_used_at: timeSchema.optional(),
  /** The network from which the token was last used: a /24 of IPv4 or a /48 of IPv6. */
  last_used_from: text(64).optional(),
  /** The last four characters. Absent for tokens that were created before this was recorded. */
  ends_with: text(4).optional(),
})
export type Token = z.infer<typeof tokenSchema>

/** The list is oldest first. It has no revoked tokens. */
export const tokenListSchema = z.array(tokenSchema)

/** The answer to the request that creates a token: the only one that contains its secret. */
export const newTokenSchema = tokenSchema.extend({ token: text(64) })
export type NewToken = z.infer<typeof newTokenSchema>

/** Body of `POST /v1/tokens`. */
export const createTokenRequestSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .regex(/^\P{C}+$/u, 'it has only printable characters')
    .refine((name) => plainText(name) !== '', 'nothing of it is visible'),
  role: roleSchema,
  /** The environment of the new token. Without it, that of the caller. */
  environment: environmentSchema.optional(),
  expires_in_days: z.int().min(1).max(3650).optional(),
})
export type CreateTokenRequest = z.infer<typeof createTokenRequestSchema>
