import { z } from 'zod'
import { type Actor, actorSchema } from '@/lib/contract/api/actor'

const askersSchema = z.tuple([actorSchema], actorSchema)

/** Returns the actors who have asked for an approval, in order. Old rows hold a single actor instead of a list. */
export function askersIn(stored: string): [Actor, ...Actor[]] {
  const parsed: unknown = JSON.parse(stored)
  return askersSchema.parse(Array.isArray(parsed) ? parsed : [parsed])
}

/** Returns the text to store after another actor has asked, or `undefined` when this actor has asked before. */
export function withAsker(stored: string, asker: Actor): string | undefined {
  const askers = askersIn(stored)
  return askers.some(({ id }) => id === asker.id) ? undefined : JSON.stringify([...askers, asker])
}
