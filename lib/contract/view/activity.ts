import type { ShownActivity } from '../api/activity'
import type { Environment } from '../api/role'
import type { FirstAnswer } from './failure'

/**
 * The filters of the activity, as they are in the URL of the page. An absent filter excludes
 * nothing.
 */
export interface ActivityFilters {
  /** The id of the actor. */
  actor?: string
  type?: string
  integration_id?: string
  environment?: Environment
  /** A day such as 2026-03-01, or a time. */
  since?: string
}

/** The largest number of rows in a downloaded table. */
export const maxDownloadedRows = 10_000

/**
 * Returns the path of the activity with filters.
 *
 * @param cursor the cursor of a later page
 * @param isTable whether the path is that of the table to download
 */
export function activityPath(
  filters: ActivityFilters,
  { cursor, isTable = false }: { cursor?: string; isTable?: boolean } = {},
): string {
  const query = new URLSearchParams({ ...filters, ...(cursor === undefined ? {} : { cursor }) })
  const path = isTable ? '/api/activity' : '/activity'
  return query.size === 0 ? path : `${path}?${query}`
}

/** An actor or an integration by which the activity can be filtered. */
export interface FilterOption {
  id: string
  name: string
}

/** An actor by which the activity can be filtered. */
export interface ActorOption extends FilterOption {
  /** The kind of the actor, such as `token`. */
  kind: string
}

/** The content of the page about the activity. */
export interface ActivityView {
  filters: ActivityFilters
  /** The filters in the address that cannot be used, and are left out. */
  unusable: (keyof ActivityFilters)[]
  activity: FirstAnswer<{ items: ShownActivity[]; nextCursor: string | null }>
  /** Whether this is the first page of the list. */
  isFirstPage: boolean
  actors: ActorOption[]
  integrations: FilterOption[]
}
