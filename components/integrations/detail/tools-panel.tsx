import { Check, Minus, Pause } from 'lucide-react'
import { classes } from '@/components/ui/classes'
import { Panel } from '@/components/ui/panel'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { type Condition, conditionOf } from '../words/status-words'
import { type IntegrationTool, toolCountWords, toolsOf } from '../words/tools'

const maxShownTools = 100

const looks = {
  Granted: { icon: Check, textColor: 'text-success' },
  'After reconnecting': { icon: Pause, textColor: 'text-warning' },
  'Not granted': { icon: Minus, textColor: 'text-muted' },
  Off: { icon: Minus, textColor: 'text-muted' },
}

/** Returns the label of a tool whose integration is in this condition. */
function labelOf(isGranted: boolean, condition: Condition): keyof typeof looks {
  if (condition === 'disconnected') return 'Off'
  if (!isGranted) return 'Not granted'
  return condition === 'broken' ? 'After reconnecting' : 'Granted'
}

function ToolRow({
  name,
  meaning,
  isGranted,
  condition,
}: IntegrationTool & { condition: Condition }) {
  const label = labelOf(isGranted, condition)
  const { icon: Icon, textColor } = looks[label]
  return (
    <li className="flex flex-wrap gap-x-3 py-2.5 first:pt-0 last:pb-0">
      <Icon aria-hidden className={classes('mt-0.5 size-4 shrink-0', textColor)} />
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
  const tools = toolsOf(integration)
  const condition = conditionOf(integration)
  const count = <span className="text-muted text-sm">{toolCountWords(tools)}</span>
  return (
    <Panel
      title="Tools"
      aside={condition === 'disconnected' || tools.length === 0 ? undefined : count}
    >
      {tools.length === 0 ? (
        <p className="text-muted text-sm">No tools listed.</p>
      ) : (
        <ul className="divide-y divide-border">
          {tools.slice(0, maxShownTools).map((tool) => (
            <ToolRow key={tool.name} {...tool} condition={condition} />
          ))}
        </ul>
      )}
      {tools.length > maxShownTools && (
        <p className="pt-2 text-muted text-sm">{`and ${tools.length - maxShownTools} more`}</p>
      )}
    </Panel>
  )
}
