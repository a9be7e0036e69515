import { z } from 'zod'
import { plainText } from '../text/plain-text'

export const maxReasonLength = 300

/** Why support staff open an account or disconnect a service, in their own words. The customer reads it in the activity, so it has a letter or a digit. */
export const supportReasonSchema = z
  .string()
  .max(maxReasonLength)
  .regex(/\S/)
  .refine((reason) => /[\p{L}\p{N}]/u.test(reason))
  .trim()
  .transform(plainText)
  .pipe(z.string().min(1).max(maxReasonLength))
