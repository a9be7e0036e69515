import { CircleCheck, CircleDashed, CircleSlash, CircleX, Hourglass } from 'lucide-react'
import { classes } from '@/components/ui/classes'
import type { AttemptOutcome } from '@/lib/contract/api/connect-attempt'
import { outcomeWords } from './attempt-words'

const looks = {
  under_way: { icon: CircleDashed, textColor: 'text-muted' },
  connected: { icon: CircleCheck, textColor: 'text-success' },
  denied: { icon: CircleSlash, textColor: 'text-muted' },
  failed: { icon: CircleX, textColor: 'text-danger' },
  expired: { icon: Hourglass, textColor: 'text-warning' },
} as const satisfies Record<AttemptOutcome, unknown>

/** Shows an outcome as an icon, a word and a colour. */
export function OutcomeBadge({ outcome }: { outcome: AttemptOutcome }) {
  const { icon: Icon, textColor } = looks[outcome]
  return (
    <span className={classes('inline-flex items-center gap-1.5 font-medium text-sm', textColor)}>
      <Icon aria-hidden className="size-4 shrink-0" />
      <span>{outcomeWords[outcome]}</span>
    </span>
  )
}
