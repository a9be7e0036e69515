import { z } from 'zod'
import { plainText } from '../text/plain-text'
import { text, timeSchema } from '../text/text'
import { environmentSchema, roleSchema } from './role'

export const personIdPattern = /^per_[A-Za-z0-9]{1,64}$/
export const personIdSchema = z.string().max(68).regex(personIdPattern)

/** The largest number of characters in the name of a person. */
export const maxPersonNameLength = 64

/**
 * The name that a person gives to themselves: printable and visible, without space around it. Persian, Sinhala and emoji need
 * the joiners of Unicode.
 */
export const personNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(maxPersonNameLength)
  .regex(/^[\P{C}\u200c\u200d]+$/u, 'it has only printable characters')
  .refine((name) => plainText(name) !== '', 'nothing of it is visible')

export const signInKinds = ['passkey', 'sso'] as const

/** A person who belongs to an account. */
export const personSchema = z.object({
  id: personIdSchema,
  name: text(128),
  /** Absent when Miteos does not know the address. */
  email: text(254).optional(),
  role: roleSchema,
  /**
   * The only environment in which the person may work. Absent for both. People whom an API token of the test environment
   * has invited may work in test only.
   */
  only_environment: environmentSchema.optional(),
  /** When the person joined this account. */
  joined_at: timeSchema,
  /** When the person last used this account, to the minute. Absent before the first time. */
  last_seen_at: timeSchema.optional(),
  /** The ways in which the person can sign in. Empty for a person without a passkey. */
  sign_in: z.array(z.enum(signInKinds)).max(signInKinds.length),
})
export type Person = z.infer<typeof personSchema>

/** The list is in the order in which the people were added to Miteos. */
export const personListSchema = z.array(personSchema)

/** Body of `PATCH /v1/people/{id}`. */
export const changePersonRequestSchema = z.object({ role: roleSchema })
export type ChangePersonRequest = z.infer<typeof changePersonRequestSchema>

/** Body of `POST /v1/people/{id}/sign_in_link`. */
export const personLinkRequestSchema = z.object({
  /**
   * Whether the passkeys and sessions that the person has by now stop working for this account. A
   * person who makes a link for themselves keeps them.
   */
  end_passkeys: z.boolean().default(true),
})
export type PersonLinkRequest = z.input<typeof personLinkRequestSchema>

/** The answer to `POST /v1/people/{id}/sign_in_link`. No other answer contains the link. */
export const personLinkSchema = z.object({ link: text(2048), expires_at: timeSchema })
export type PersonLink = z.infer<typeof personLinkSchema>
