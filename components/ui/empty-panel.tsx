import type { ReactNode } from 'react'
import { classes } from './classes'

/** A message and one action, shown in place of a list. */
export function EmptyPanel({
  icon,
  title,
  role,
  isFailure = false,
  action,
  children,
}: {
  icon: ReactNode
  title: string
  role?: 'alert'
  /** True when something went wrong; false when the list is empty. */
  isFailure?: boolean
  action?: ReactNode
  children: ReactNode
}) {
  return (
    <div
      role={role}
      className={classes(
        'flex min-h-42.5 flex-1 flex-col items-center justify-center gap-3 rounded-lg border p-6 text-center max-sm:min-h-45.5',
        isFailure ? 'border-border bg-surface' : 'border-control border-dashed',
      )}
    >
      {icon}
      <div className="max-w-prose text-balance">
        <p className="font-semibold wrap-anywhere">{title}</p>
        <p className="text-muted text-sm">{children}</p>
      </div>
      {action}
    </div>
  )
}
