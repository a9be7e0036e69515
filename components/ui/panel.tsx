import { type ReactNode, useId } from 'react'
import { classes } from './classes'

/** A titled box of a page. */
export function Panel({
  id,
  title,
  aside,
  className,
  children,
}: {
  /** Set when links lead to the panel. */
  id?: string
  title: string
  aside?: ReactNode
  className?: string
  children: ReactNode
}) {
  const titleId = useId()
  return (
    <section
      id={id}
      aria-labelledby={titleId}
      className={classes('rounded-lg border border-border bg-surface', className)}
    >
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-3 border-border border-b px-4 py-1.5">
        <h2 id={titleId} className="font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      <div className="p-4">{children}</div>
    </section>
  )
}
