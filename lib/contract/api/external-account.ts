import { z } from 'zod'
import { plainText } from '../text/plain-text'
import { text } from '../text/text'

/** An account at a provider, as the API answers it. */
export const accountReferenceSchema = z.object({
  id: text(256),
  name: text(256),
})
export type AccountReference = z.infer<typeof accountReferenceSchema>

/**
 * An account at a provider as the dashboard accepts it from every Miteos, cleaned so that it can be shown. The id
 * replaces a name without visible text. An account whose id and name are both invisible is refused.
 */
export const shownAccountSchema = z
  .object({
    id: z.string().max(256).transform(plainText),
    name: z.string().max(1024).transform(plainText),
  })
  .transform(({ id, name }) => ({ id, name: name || id }))
  .refine(({ name }) => name !== '')
