import { z } from 'zod'

/** Text that every store can keep: PostgreSQL refuses NUL. */
export function text(longest: number) {
  return z
    .string()
    .max(longest)
    .regex(/^[^\0]*$/)
}

/** A time as the API writes it: ISO 8601, UTC. */
export const timeSchema = z.iso.datetime().max(30)
