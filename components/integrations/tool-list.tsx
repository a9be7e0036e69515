import { Check, ChevronRight, Minus, Pause } from 'lucide-react'
import { classes } from '@/components/ui/classes'
import { Name } from '@/components/ui/name'
import { type IntegrationTool, toolCountWords } from './words/tools'

const maxShownTools = 24

function ToolChip({ name, isGranted, policy, isPaused }: IntegrationTool & { isPaused: boolean }) {
  const Icon = isGranted ? (isPaused ? Pause : Check) : Minus
  const textColor = isGranted ? (isPaused ? 'text-warning' : 'text-success') : 'text-muted'
  return (
    <li
      className={classes(
        'inline-flex min-h-6 max-w-full items-center gap-1 rounded-sm border px-1.5 font-mono text-xs',
        isGranted ? 'border-border bg-subtle' : 'border-control border-dashed text-muted',
      )}
    >
      <Icon aria-hidden className={classes('size-3 shrink-0', textColor)} />
      <Name className="line-clamp-3 min-w-0 wrap-anywhere">{name}</Name>
      {!isGranted && (
        <span className="font-sans">{policy === 'deny' ? 'denied' : 'not granted'}</span>
      )}
      {isGranted && policy === 'ask' && <span className="font-sans">asks first</span>}
      {isGranted && isPaused && <span className="sr-only">on hold</span>}
    </li>
  )
}

/**
 * Shows the number of tools; a click shows their names. When `isPaused` is true, agents cannot use the tools until
 * the integration is reconnected.
 */
export function ToolList({
  tools,
  isPaused,
}: {
  tools: readonly IntegrationTool[]
  isPaused: boolean
}) {
  if (tools.length === 0)
    return (
      <p className="flex min-h-8 items-center text-muted text-sm max-sm:min-h-11">
        No tools listed
      </p>
    )
  const hiddenCount = tools.length - maxShownTools
  return (
    <details className="group/tools min-w-0 max-w-full open:basis-full">
      <summary className="-ml-2 inline-flex min-h-8 list-none items-center gap-1 rounded-sm px-2 text-muted max-sm:min-h-11 text-sm transition-colors hover:bg-subtle hover:text-foreground">
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 transition-transform group-open/tools:rotate-90"
        />
        <span>{toolCountWords(tools)}</span>
      </summary>
      <ul className="flex flex-wrap gap-1.5 pt-2 pb-1.5">
        {tools.slice(0, maxShownTools).map((tool) => (
          <ToolChip key={tool.name} {...tool} isPaused={isPaused} />
        ))}
        {hiddenCount > 0 && (
          <li className="py-1 text-muted text-xs">{`and ${hiddenCount} more`}</li>
        )}
      </ul>
    </details>
  )
}
