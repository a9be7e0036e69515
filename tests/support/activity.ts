import { z } from 'zod'
import { type ActivityItem, activitySchema } from '@/lib/contract/api/activity'
import type { Client } from './platform'

/** Returns the activity that a caller sees, newest first. */
export async function activitySeenBy(
  { get }: Pick<Client, 'get'>,
  query: Record<string, string> = {},
): Promise<ActivityItem[]> {
  const response = await get(`/v1/activity?${new URLSearchParams(query)}`)
  return z.array(activitySchema).parse(await response.json())
}

/** Returns each item as "type outcome: reason", in the same order. */
export function activityLines(items: readonly ActivityItem[]): string[] {
  return items.map(({ type, outcome, reason }) =>
    [`${type} ${outcome}`, reason].filter(Boolean).join(': '),
  )
}
