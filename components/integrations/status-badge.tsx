import { CircleCheck, CircleHelp, CircleSlash, TriangleAlert } from 'lucide-react'
import { classes } from '@/components/ui/classes'
import { type Condition, conditionWord } from './words/status-words'

const looks = {
  connected: { icon: CircleCheck, textColor: 'text-success' },
  broken: { icon: TriangleAlert, textColor: 'text-warning' },
  disconnected: { icon: CircleSlash, textColor: 'text-muted' },
  unknown: { icon: CircleHelp, textColor: 'text-muted' },
} as const

/** Shows a status as an icon, a word and a colour. */
export function StatusBadge({ condition }: { condition: Condition }) {
  const { icon: Icon, textColor } = looks[condition]
  return (
    <span className={classes('inline-flex items-center gap-1.5 font-medium text-sm', textColor)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span>{conditionWord[condition]}</span>
    </span>
  )
}
