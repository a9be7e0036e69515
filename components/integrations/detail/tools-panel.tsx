import { Check, Minus, Pause } from 'lucide-react'
import { classes } from '@/components/ui/classes'
import { Panel } from '@/components/ui/panel'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { type Condition, conditionOf } from '../words/status-words'
import { type ToolLine, toolCount, toolLines } from '../words/tools'

const shownAtMost = 100

const looks = {
  Granted: { icon: Check, ink: 'text-success' },
  'After reconnecting': { icon: Pause, ink: 'text-warning' },
  'Not granted': { icon: Minus, ink: 'text-muted' },
  Off: { icon: Minus, ink: 'text-muted' },
}

/** Returns the label of a tool whose integration is in this condition. */
function labelOf(granted: boolean, condition: Condition): keyof typeof looks {
  if (condition === 'disconnected') return 'Off'
  if (!granted) return 'Not granted'
  return condition === 'broken' ? 'After reconnecting' : 'Granted'
}

function ToolRow({ name, meaning, granted, condition }: ToolLine & { condition: Condition }) {
  const label = labelOf(granted, condition)
  const { icon: Icon, ink } = looks[label]
  return (
    <li className="flex flex-wrap gap-x-3 py-2.5 first:pt-0 last:pb-0">
      <Icon aria-hidden className={classes('mt-0.5 size-4 shrink-0', ink)} />
      <div className="min-w-0 flex-1 basis-[8rem]">
        <code translate="no" className="font-mono text-sm wrap-anywhere">
          {name}
        </code>
        {meaning && <p className="text-muted text-sm first-letter:uppercase">{meaning}</p>}
      </div>
      <span className="text-muted text-sm">{label}</span>
    </li>
  )
}

/** Shows each tool with its meaning, and whether agents can use it now. */
export function ToolsPanel({ integration }: { integration: ListedIntegration }) {
  const lines = toolLines(integration)
  const condition = conditionOf(integration)
  const count = <span className="text-muted text-sm">{toolCount(lines)}</span>
  return (
    <Panel
      title="Tools"
      aside={condition === 'disconnected' || lines.length === 0 ? undefined : count}
    >
      {lines.length === 0 ? (
        <p className="text-muted text-sm">No tools listed.</p>
      ) : (
        <ul className="divide-y divide-border">
          {lines.slice(0, shownAtMost).map((line) => (
            <ToolRow key={line.name} {...line} condition={condition} />
          ))}
        </ul>
      )}
      {lines.length > shownAtMost && (
        <p className="pt-2 text-muted text-sm">{`and ${lines.length - shownAtMost} more`}</p>
      )}
    </Panel>
  )
}
