import { z } from 'zod'
import { type Actor, actorSchema } from '@/lib/contract/api/actor'

const askersSchema = z.tuple([actorSchema], actorSchema)

/** Returns who has asked for an approval, the first one first. The earliest approvals hold one asker without a list. */
export function askersIn(stored: string): [Actor, ...Actor[]] {
  const parsed: unknown = JSON.parse(stored)
  return askersSchema.parse(Array.isArray(parsed) ? parsed : [parsed])
}

/** Returns the askers with one more as they are stored, or `undefined` when this one has asked before. */
export function withAsker(stored: string, asker: Actor): string | undefined {
  const askers = askersIn(stored)
  return askers.some(({ id }) => id === asker.id) ? undefined : JSON.stringify([...askers, asker])
}
