import { z } from 'zod'

const timeForm = 'use a date such as "2026-10-31" or a time such as "2026-10-31T09:30:00Z"'

/** An argument that is an ISO 8601 date or time. A date is its beginning in UTC. */
export function timeArgument(description: string) {
  return z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], timeForm)
    .optional()
    .describe(description)
}
