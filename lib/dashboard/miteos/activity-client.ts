import 'server-only'
import { type ShownActivity, shownActivityListSchema } from '@/lib/contract/api/activity'
import type { Environment } from '@/lib/contract/api/role'
import { type ListPage, nextCursorOf } from './list-page'
import type { ResourceCalls } from './resource-calls'

/** The parameters with which one page of the activity is requested from the API. */
export interface ActivityQuery {
  actor?: string
  type?: string
  integration_id?: string
  environment?: Environment
  since?: string
  cursor?: string
  limit: number
}

/** What was done and refused in the account. Every method throws `MiteosError` and nothing else. */
export interface ActivityClient {
  /** Returns one page, newest first. */
  list: (asked: ActivityQuery) => Promise<ListPage<ShownActivity>>
}

export function createActivityClient({ read }: ResourceCalls): ActivityClient {
  return {
    async list({ limit, ...asked }) {
      const query = new URLSearchParams({ ...asked, limit: String(limit) })
      const { value, headers } = await read(`/activity?${query}`, shownActivityListSchema)
      return { items: value, nextCursor: nextCursorOf(headers) }
    },
  }
}
