import 'server-only'
import {
  type ReconnectLink,
  type ReconnectLinkRequest,
  reconnectLinkSchema,
} from '@/lib/contract/api/reconnect-link'
import type { ResourceCalls } from './resource-calls'

/** The reconnect links of integrations. The method throws `MiteosError` and nothing else. */
export interface ReconnectLinksClient {
  /** Creates a link. The answer is the only one that contains it. */
  create: (integrationId: string, request: ReconnectLinkRequest) => Promise<ReconnectLink>
}

export function createReconnectLinksClient({ post }: ResourceCalls): ReconnectLinksClient {
  return {
    create: async (id, request) => {
      const path = `/integrations/${encodeURIComponent(id)}/reconnect_link`
      return (await post(path, request, reconnectLinkSchema)).value
    },
  }
}
