import { CircleCheck, CircleHelp, CircleSlash, TriangleAlert } from 'lucide-react'
import { classes } from '@/components/ui/classes'
import { type Condition, conditionWord } from './words/status-words'

const looks = {
  connected: { icon: CircleCheck, ink: 'text-success' },
  broken: { icon: TriangleAlert, ink: 'text-warning' },
  disconnected: { icon: CircleSlash, ink: 'text-muted' },
  unknown: { icon: CircleHelp, ink: 'text-muted' },
} as const

/** Shows a status as an icon, a word and a colour. */
export function StatusBadge({ condition }: { condition: Condition }) {
  const { icon: Icon, ink } = looks[condition]
  return (
    <span className={classes('inline-flex items-center gap-1.5 font-medium text-sm', ink)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span>{conditionWord[condition]}</span>
    </span>
  )
}
