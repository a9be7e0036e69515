import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes'

const tones = {
  info: { icon: Info, box: 'border-border bg-surface', textColor: 'text-muted' },
  success: { icon: CircleCheck, box: 'border-border bg-success-subtle', textColor: 'text-success' },
  warning: {
    icon: TriangleAlert,
    box: 'border-warning-border bg-warning-subtle',
    textColor: 'text-warning',
  },
  danger: { icon: CircleAlert, box: 'border-danger/30 bg-danger-subtle', textColor: 'text-danger' },
} as const

/** A message in a box, with an icon. `role` decides how urgently a screen reader announces it. */
export function Notice({
  tone = 'info',
  role,
  action,
  children,
}: {
  tone?: keyof typeof tones
  role?: 'status' | 'alert'
  action?: ReactNode
  children: ReactNode
}) {
  const { icon: Icon, box, textColor } = tones[tone]
  return (
    <div
      role={role}
      className={classes(
        'flex flex-wrap items-start gap-x-3 gap-y-1 rounded-lg border py-2 pr-2 pl-3.5',
        box,
      )}
    >
      <Icon aria-hidden className={classes('mt-2 size-4 shrink-0', textColor)} />
      <div className="min-w-0 flex-1 basis-48 py-1.5 text-foreground text-sm wrap-anywhere">
        {children}
      </div>
      {action && <div className="max-sm:basis-full max-sm:pb-1 max-sm:pl-7">{action}</div>}
    </div>
  )
}
