import { z } from 'zod'

/**
 * Returns the schema of a text that both databases can store: it has no NUL character, which
 * PostgreSQL refuses.
 */
export function text(maxLength: number) {
  return z
    .string({
      error: ({ input }) => (input === undefined ? 'it is missing' : 'it has to be a text'),
    })
    .max(maxLength, `it has more than ${maxLength} characters`)
    .regex(/^[^\0]*$/, 'it contains the character NUL')
}

/** A time as the API writes it: ISO 8601, UTC. */
export const timeSchema = z.iso.datetime().max(30)
