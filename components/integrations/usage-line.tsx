import { Ago } from '@/components/ui/time'
import type { ToolUsage } from '@/lib/contract/api/tool'
import { numerals } from './words/numerals'

/** Shows "Used 4 min ago · 31 calls today · 1 running now". Counts that are zero are left out. */
export function UsageLine({
  usage: { last_used_at: lastUsedAt, calls_today: callsToday, running },
}: {
  usage: ToolUsage
}) {
  return (
    <>
      <span>
        Used <Ago value={lastUsedAt} />
      </span>
      {callsToday > 0 && (
        <span>{` · ${numerals.format(callsToday)} ${callsToday === 1 ? 'call' : 'calls'} today`}</span>
      )}
      {running > 0 && <span>{` · ${numerals.format(running)} running now`}</span>}
    </>
  )
}
