import { queryOptions } from '@tanstack/react-query'
import type { ToolUsage } from '@/lib/contract/api/tool'
import { read } from '../read'
import { pollingWhileOffered } from './polling-while-offered'
import { toolKeys } from './tool-keys'

/**
 * Returns when the day began in the time zone of the browser, in the form of the API.
 *
 * @param moment a time of the day, in milliseconds since 1970
 */
function beginningOfDay(moment: number): string {
  const day = new Date(moment)
  day.setHours(0, 0, 0, 0)
  return day.toISOString()
}

/**
 * Returns the query that loads how the tools of each integration are used. The list of integrations
 * has a query of its own, so that it does not wait for this one.
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
