import { Check, ChevronRight, Minus, Pause } from 'lucide-react'
import { classes } from '@/components/ui/classes'
import { Name } from '@/components/ui/name'
import type { ToolLine } from './words/tools'
import { toolCount } from './words/tools'

const shownAtMost = 24

function ToolChip({ name, granted, isOnHold }: ToolLine & { isOnHold: boolean }) {
  const Icon = granted ? (isOnHold ? Pause : Check) : Minus
  const ink = granted ? (isOnHold ? 'text-warning' : 'text-success') : 'text-muted'
  return (
    <li
      className={classes(
        'inline-flex min-h-6 max-w-full items-center gap-1 rounded-sm border px-1.5 font-mono text-xs',
        granted ? 'border-border bg-subtle' : 'border-control border-dashed text-muted',
      )}
    >
      <Icon aria-hidden className={classes('size-3 shrink-0', ink)} />
      <Name className="line-clamp-3 min-w-0 wrap-anywhere">{name}</Name>
      {!granted && <span className="font-sans">not granted</span>}
      {granted && isOnHold && <span className="sr-only">on hold</span>}
    </li>
  )
}

/**
 * Shows the number of tools; a click shows their names. With `isOnHold`, agents cannot use the tools until the
 * integration is reconnected.
 */
export function ToolList({ lines, isOnHold }: { lines: readonly ToolLine[]; isOnHold: boolean }) {
  if (lines.length === 0)
    return (
      <p className="flex min-h-8 items-center text-muted text-sm max-sm:min-h-11">
        No tools listed
      </p>
    )
  const beyond = lines.length - shownAtMost
  return (
    <details className="group/tools min-w-0 max-w-full open:basis-full">
      <summary className="-ml-2 inline-flex min-h-8 list-none items-center gap-1 rounded-sm px-2 text-muted max-sm:min-h-11 text-sm transition-colors hover:bg-subtle hover:text-foreground">
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 transition-transform group-open/tools:rotate-90"
        />
        <span>{toolCount(lines)}</span>
      </summary>
      <ul className="flex flex-wrap gap-1.5 pt-2 pb-1.5">
        {lines.slice(0, shownAtMost).map((line) => (
          <ToolChip key={line.name} {...line} isOnHold={isOnHold} />
        ))}
        {beyond > 0 && <li className="py-1 text-muted text-xs">{`and ${beyond} more`}</li>}
      </ul>
    </details>
  )
}
