import type { ShownActivity } from '../api/activity'
import type { Environment } from '../api/role'
import type { FirstAnswer } from './failure'

/** What the activity is filtered by, as it stands in the address of the page. Absent is everything. */
export interface ActivityFilters {
  /** The id of who did it. */
  actor?: string
  type?: string
  integration_id?: string
  environment?: Environment
  /** A day such as 2026-03-01, or a time. */
  since?: string
}

/** The largest number of rows in a downloaded table. */
export const mostDownloadedRows = 10_000

/** Returns the address of the activity with filters, and optionally of a later page or of its table. */
export function activityPath(
  filters: ActivityFilters,
  { cursor, isTable = false }: { cursor?: string; isTable?: boolean } = {},
): string {
  const query = new URLSearchParams({ ...filters, ...(cursor === undefined ? {} : { cursor }) })
  const path = isTable ? '/api/activity' : '/activity'
  return query.size === 0 ? path : `${path}?${query}`
}

/** Something by which the activity can be filtered, with its name. */
export interface FilterOption {
  id: string
  name: string
}

/** The content of the page about the activity. */
export interface ActivityView {
  filters: ActivityFilters
  activity: FirstAnswer<{ items: ShownActivity[]; nextCursor: string | null }>
  /** Whether this is the first page of the list. */
  isFirstPage: boolean
  actors: FilterOption[]
  integrations: FilterOption[]
}
