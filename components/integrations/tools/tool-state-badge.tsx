import { Ban, CircleCheck, CircleHelp, Minus, Plug, TriangleAlert } from 'lucide-react'
import { classes } from '@/components/ui/classes'
import type { ShownTool } from '@/lib/contract/api/tool'

const looks: Record<ShownTool['state'], { icon: typeof Plug; word: string; textColor: string }> = {
  ready: { icon: CircleCheck, word: 'Ready', textColor: 'text-success' },
  needs_connecting: { icon: Plug, word: 'Needs connecting', textColor: 'text-muted' },
  needs_reconnecting: {
    icon: TriangleAlert,
    word: 'Needs reconnecting',
    textColor: 'text-warning',
  },
  not_granted: { icon: Minus, word: 'Not granted', textColor: 'text-muted' },
  denied: { icon: Ban, word: 'Denied', textColor: 'text-muted' },
  unknown: { icon: CircleHelp, word: 'Unknown state', textColor: 'text-muted' },
}

/** Shows whether a tool can be called, as an icon, a word and a colour. */
export function ToolStateBadge({ state }: { state: ShownTool['state'] }) {
  const { icon: Icon, word, textColor } = looks[state]
  return (
    <span className={classes('inline-flex items-center gap-1.5 font-medium text-sm', textColor)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span>{word}</span>
    </span>
  )
}
