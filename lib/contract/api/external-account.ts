import { z } from 'zod'
import { plainText } from '../text/plain-text'
import { text } from '../text/text'

/** A provider's account as it is shown to people. */
export const accountReferenceSchema = z.object({
  id: text(256),
  name: text(256),
})
export type AccountReference = z.infer<typeof accountReferenceSchema>

/**
 * An account as any Miteos may answer it, cleaned so that it can be shown. The id replaces a name without
 * visible text.
 */
export const shownAccountSchema = z
  .object({
    id: z.string().max(256).transform(plainText),
    name: z.string().max(1024).transform(plainText),
  })
  .transform(({ id, name }) => ({ id, name: name || id }))
  .refine(({ name }) => name !== '')
