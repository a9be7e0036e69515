import { z } from 'zod'
import { type Issue, labelNames } from './github-issue'

/** A value that GitHub left out without an error. */
export const droppedSchema = z.object({ field: z.enum(['labels', 'assignees']), value: z.string() })

interface Wanted {
  labels?: readonly string[] | undefined
  assignees?: readonly string[] | undefined
}

/** Returns the wanted labels and assignees that an issue does not have. */
export function droppedFrom(
  issue: Issue,
  { labels = [], assignees = [] }: Wanted,
): z.infer<typeof droppedSchema>[] {
  const logins = issue.assignees?.map((user) => user?.login ?? '') ?? []
  return [
    ...missing(labels, labelNames(issue)).map((value) => ({ field: 'labels' as const, value })),
    ...missing(assignees, logins).map((value) => ({ field: 'assignees' as const, value })),
  ]
}

/** Returns the names that are not there. For GitHub, upper and lower case are the same. */
function missing(wanted: readonly string[], present: readonly string[]): string[] {
  const known = new Set(present.map((name) => name.toLowerCase()))
  return wanted.filter((name) => !known.has(name.toLowerCase()))
}
