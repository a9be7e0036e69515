import { CircleCheck, CircleSlash, CircleX } from 'lucide-react'
import { classes } from '@/components/ui/classes'
import type { ActivityOutcome } from '@/lib/contract/api/activity'

const looks = {
  done: { icon: CircleCheck, textColor: 'text-success', name: 'Done' },
  refused: { icon: CircleSlash, textColor: 'text-warning', name: 'Refused' },
  failed: { icon: CircleX, textColor: 'text-danger', name: 'Failed' },
} as const satisfies Record<ActivityOutcome, unknown>

/** Shows an outcome as an icon, a word and a colour. */
export function OutcomeBadge({ outcome }: { outcome: ActivityOutcome }) {
  const { icon: Icon, textColor, name } = looks[outcome]
  return (
    <span className={classes('inline-flex items-center gap-1 font-medium text-xs', textColor)}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {name}
    </span>
  )
}
