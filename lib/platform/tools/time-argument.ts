import { z } from 'zod'
import { invalidArgument } from './tool-failure'

const timeForm = 'use a date such as "2026-10-31" or a time such as "2026-10-31T09:30:00Z"'

/** An optional argument that is an ISO 8601 date or time. A date means the beginning of that day in UTC. */
export function timeArgument(description: string) {
  return z
    .union([z.iso.date(), z.iso.datetime({ offset: true })], timeForm)
    .optional()
    .describe(description)
}

/**
 * Checks that a period does not end before it begins. Both are dates or times in ISO 8601.
 *
 * @throws {ToolFailure} `invalid_arguments`
 */
export function requirePeriod(since: string | undefined, until: string | undefined): void {
  if (since === undefined || until === undefined) return
  if (Date.parse(since) > Date.parse(until)) throw invalidArgument('since', 'it is after "until"')
}
