import { Check, Minus } from 'lucide-react'
import { classes } from '@/components/ui/classes'
import { Panel } from '@/components/ui/panel'
import type { ListedIntegration } from '@/lib/contract/integration'
import { conditionOf } from './status-words'
import { type ToolLine, toolCount, toolLines } from './tools'

const shownAtMost = 100

function ToolRow({ name, meaning, granted, isOff }: ToolLine & { isOff: boolean }) {
  const works = granted && !isOff
  const Icon = works ? Check : Minus
  return (
    <li className="flex gap-3 py-2.5 first:pt-0 last:pb-0">
      <Icon
        aria-hidden
        className={classes('mt-0.5 size-4 shrink-0', works ? 'text-success' : 'text-muted')}
      />
      <div className="min-w-0 flex-1">
        <code className="font-mono text-sm wrap-anywhere">{name}</code>
        {meaning && <p className="text-muted text-sm first-letter:uppercase">{meaning}</p>}
      </div>
      <span className="text-muted text-sm">
        {isOff ? 'Off' : granted ? 'Granted' : 'Not granted'}
      </span>
    </li>
  )
}

/** What agents may do: each tool with its meaning, granted or not. */
export function ToolsPanel({ integration }: { integration: ListedIntegration }) {
  const lines = toolLines(integration)
  const isOff = conditionOf(integration) === 'disconnected'
  const count = <span className="text-muted text-sm">{toolCount(lines)}</span>
  return (
    <Panel title="Tools" aside={isOff ? undefined : count}>
      {lines.length === 0 ? (
        <p className="text-muted text-sm">No tools listed.</p>
      ) : (
        <ul className="divide-y divide-border">
          {lines.slice(0, shownAtMost).map((line) => (
            <ToolRow key={line.name} {...line} isOff={isOff} />
          ))}
        </ul>
      )}
      {lines.length > shownAtMost && (
        <p className="pt-2 text-muted text-sm">and {lines.length - shownAtMost} more</p>
      )}
    </Panel>
  )
}
