import { z } from 'zod'
import { plainText } from '../text/plain-text'
import { text } from '../text/text'

export const actorKinds = ['token', 'person', 'staff', 'system', 'signal'] as const

/** The author of an action: an API token, a person, the operator's staff, the platform itself, or a vendor's signal. */
export const actorSchema = z.object({
  kind: z.enum(actorKinds),
  /** The id of the token or person, such as `tok_…`. */
  id: text(64),
  name: text(128),
})
export type Actor = z.infer<typeof actorSchema>

/** An actor as the dashboard accepts it from every Miteos, also of a kind that this program does not know. */
export const shownActorSchema = z.object({
  kind: z.string().max(64),
  id: z.string().max(128),
  name: z.string().max(256).transform(plainText),
})
export type ShownActor = z.infer<typeof shownActorSchema>
