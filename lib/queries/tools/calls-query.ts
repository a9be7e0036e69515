import { queryOptions } from '@tanstack/react-query'
import type { ShownToolCall } from '@/lib/contract/api/tool-call'
import { read } from '../read'
import { pollingWhileOffered } from './polling-while-offered'
import { toolKeys } from './tool-keys'

/** Returns the query that loads the last calls with one integration, newest first. */
export function callsQuery(personId: string, integrationId: string) {
  return queryOptions({
    queryKey: toolKeys.calls(personId, integrationId),
    queryFn: ({ signal }): Promise<ShownToolCall[]> =>
      read(
        personId,
        `/api/tool_calls?limit=8&integration_id=${encodeURIComponent(integrationId)}`,
        signal,
      ),
    ...pollingWhileOffered,
  })
}
