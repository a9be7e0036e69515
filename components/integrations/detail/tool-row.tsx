import { Ban, Check, Hand, Minus, Pause } from 'lucide-react'
import { classes } from '@/components/ui/classes'
import type { Condition } from '../words/status-words'
import type { IntegrationTool } from '../words/tools'
import { PolicySelect } from './policy-select'

const looks = {
  Granted: { icon: Check, textColor: 'text-success' },
  'Asks first': { icon: Hand, textColor: 'text-success' },
  'After reconnecting': { icon: Pause, textColor: 'text-warning' },
  'Not granted': { icon: Minus, textColor: 'text-muted' },
  Denied: { icon: Ban, textColor: 'text-muted' },
  Off: { icon: Minus, textColor: 'text-muted' },
} as const

/** Returns the label of a tool whose integration is in this condition. */
function labelOf({ isGranted, policy }: IntegrationTool, condition: Condition): keyof typeof looks {
  if (condition === 'disconnected') return 'Off'
  if (policy === 'deny') return 'Denied'
  if (!isGranted) return 'Not granted'
  if (condition === 'broken') return 'After reconnecting'
  return policy === 'ask' ? 'Asks first' : 'Granted'
}

/** Shows a tool with its meaning, whether agents can use it now, and the decision about it. */
export function ToolRow({
  tool,
  condition,
  mayDecide,
}: {
  tool: IntegrationTool
  condition: Condition
  /** Whether the viewer decides about the tools. Only documented tools can be decided about. */
  mayDecide: boolean
}) {
  const label = labelOf(tool, condition)
  const { icon: Icon, textColor } = looks[label]
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2.5 first:pt-0 last:pb-0">
      <Icon aria-hidden className={classes('mt-0.5 size-4 shrink-0 self-start', textColor)} />
      <div className="min-w-0 flex-1 basis-[8rem]">
        <code translate="no" className="font-mono text-sm wrap-anywhere">
          {tool.name}
        </code>
        {tool.meaning && (
          <p className="text-muted text-sm first-letter:uppercase">{tool.meaning}</p>
        )}
      </div>
      <div className="ml-auto flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
        <span className="text-muted text-sm">{label}</span>
        {mayDecide && tool.meaning && <PolicySelect tool={tool} />}
      </div>
    </li>
  )
}
