import { z } from 'zod'

/** Returns the schema of a text that every store can keep: PostgreSQL refuses the character NUL. */
export function text(maxLength: number) {
  return z
    .string()
    .max(maxLength)
    .regex(/^[^\0]*$/)
}

/** A time as the API writes it: ISO 8601, UTC. */
export const timeSchema = z.iso.datetime().max(30)
