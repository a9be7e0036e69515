import { z } from 'zod'

/** An argument that is an ISO 8601 date or time. A date is its beginning in UTC. */
export function timeArgument(description: string) {
  return z.iso
    .date()
    .or(z.iso.datetime({ offset: true }))
    .optional()
    .describe(description)
}
