import { type ReactNode, useId } from 'react'
import { classes } from './classes'

/** A titled box of a page. */
export function Panel({
  title,
  aside,
  className,
  children,
}: {
  title: string
  aside?: ReactNode
  className?: string
  children: ReactNode
}) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={classes('rounded-lg border border-border bg-surface', className)}
    >
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-3 border-border border-b px-4 py-1.5">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      <div className="p-4">{children}</div>
    </section>
  )
}
