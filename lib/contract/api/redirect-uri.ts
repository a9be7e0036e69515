import { z } from 'zod'
import { text, timeSchema } from '../text/text'
import { actorSchema } from './actor'

export const redirectUriIdPattern = /^uri_[A-Za-z0-9]{1,64}$/
export const redirectUriIdSchema = z.string().max(68).regex(redirectUriIdPattern)

/** The largest number of characters in a redirect URI. */
export const maxRedirectUriLength = 2048

/** A redirect URI that is registered in one environment of an account. */
export const redirectUriSchema = z.object({
  id: redirectUriIdSchema,
  uri: text(maxRedirectUriLength),
  /** The name of the app, which the connect page shows to people. */
  app_name: text(64),
  created_at: timeSchema,
  created_by: actorSchema,
  /** When a code was last sent to this URI. Absent before the first time. */
  last_used_at: timeSchema.optional(),
})
export type RedirectUri = z.infer<typeof redirectUriSchema>

/** The list is oldest first. */
export const redirectUriListSchema = z.array(redirectUriSchema)

/**
 * Body of `POST /v1/redirect_uris`. The schema does not check the URI: the platform does, and gives
 * a reason.
 */
export const registerRequestSchema = z.object({
  uri: text(16_384),
  app_name: text(1024),
})
export type RegisterRequest = z.infer<typeof registerRequestSchema>
