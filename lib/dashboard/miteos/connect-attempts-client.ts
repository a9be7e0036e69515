import 'server-only'
import {
  type ConnectAttempt,
  connectAttemptListSchema,
  connectAttemptSchema,
} from '@/lib/contract/api/connect-attempt'
import { type ListPage, nextCursorOf } from './list-page'
import type { ResourceCalls } from './resource-calls'

/** The records of attempts to connect. Every method throws `MiteosError` and nothing else. */
export interface ConnectAttemptsClient {
  get: (id: string) => Promise<ConnectAttempt>
  /** Returns one page of the attempts, newest first; with a reference only those that it finds. */
  list: (filter: {
    reference?: string | undefined
    cursor?: string | undefined
  }) => Promise<ListPage<ConnectAttempt>>
}

export function createConnectAttemptsClient({ read }: ResourceCalls): ConnectAttemptsClient {
  return {
    get: async (id) =>
      (await read(`/connect_attempts/${encodeURIComponent(id)}`, connectAttemptSchema)).value,
    async list({ reference, cursor }) {
      const query = new URLSearchParams({
        limit: '50',
        ...(reference === undefined ? {} : { reference }),
        ...(cursor === undefined ? {} : { cursor }),
      })
      const { value, headers } = await read(`/connect_attempts?${query}`, connectAttemptListSchema)
      return { items: value, nextCursor: nextCursorOf(headers) }
    },
  }
}
