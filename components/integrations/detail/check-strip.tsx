import { classes } from '@/components/ui/classes'
import { useZone } from '@/components/ui/clock'
import { momentWords, parseMoment } from '@/components/ui/date-words'
import type { CheckOutcome, ShownCheck } from '@/lib/contract/api/check'
import { causeOfCheck, outcomeWords } from '../words/check-words'
import { checkRowId } from './check-row-id'

/** The marks differ in form too: a narrow bar, a crossed box, and an empty ring. */
const markClasses: Record<CheckOutcome, string> = {
  alive: 'h-5 w-2 rounded-full bg-success',
  dead: 'h-5 w-4 rounded-sm bg-danger text-danger-foreground',
  unknown: 'size-2.5 rounded-full border border-muted',
}

function Mark({ check, rowId }: { check: ShownCheck; rowId: string }) {
  const zone = useZone()
  const at = parseMoment(check.at)
  const time = at === undefined ? 'Unknown time' : momentWords(at, zone)
  const words = `${time}: ${outcomeWords[check.outcome]}. ${causeOfCheck(check.cause)}.`
  return (
    <a href={`#${rowId}`} className="group flex h-8 w-6 items-center justify-center rounded-sm">
      <span className="sr-only">{words}</span>
      <span
        aria-hidden
        className={classes('flex items-center justify-center text-xs', markClasses[check.outcome])}
      >
        {check.outcome === 'dead' && '×'}
      </span>
      <span
        aria-hidden
        className="absolute inset-x-0 bottom-0 hidden bg-surface text-muted text-xs group-hover:block group-focus-visible:block"
      >
        {words}
      </span>
    </a>
  )
}

/**
 * Shows one mark for each check, the oldest first. Each tells its time and outcome on focus and hover, and leads to its
 * row in the table.
 */
export function CheckStrip({ checks }: { checks: readonly ShownCheck[] }) {
  return (
    <div className="relative">
      <ol aria-label="Last checks, the oldest first" className="-mx-1 flex flex-wrap">
        {checks.toReversed().map((check, index) => {
          const rowId = checkRowId(index + 1)
          return (
            <li key={rowId}>
              <Mark check={check} rowId={rowId} />
            </li>
          )
        })}
      </ol>
      <p className="mt-1 text-muted text-xs">
        {`The last ${checks.length === 1 ? 'check' : `${checks.length} checks`}, the newest last.`}
      </p>
    </div>
  )
}
