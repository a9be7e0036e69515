import { queryOptions } from '@tanstack/react-query'
import type { ToolUsage } from '@/lib/contract/api/tool'
import { read } from '../read'
import { pollingWhileOffered } from './polling-while-offered'
import { toolKeys } from './tool-keys'

/** Returns when the day of a moment began in the time zone of the browser, in the form of the API. */
function beginningOfDay(moment: number): string {
  const day = new Date(moment)
  day.setHours(0, 0, 0, 0)
  return day.toISOString()
}

/**
 * Returns the query that loads how the tools of each integration are used. It is separate from the list of
 * integrations, which does not wait for it.
 *
 * @param readNow returns the time of the server, in milliseconds since 1970
 */
export function usageQuery(personId: string, readNow: () => number) {
  return queryOptions({
    queryKey: toolKeys.usage(personId),
    queryFn: ({ signal }): Promise<ToolUsage[]> =>
      read(personId, `/api/tool_usage?since=${beginningOfDay(readNow())}`, signal),
    ...pollingWhileOffered,
  })
}
