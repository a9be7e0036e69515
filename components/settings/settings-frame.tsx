import Link from 'next/link'
import type { ReactNode } from 'react'
import { classes } from '@/components/ui/classes'
import type { Viewer } from '@/lib/contract/view/viewer'
import { type SectionName, sectionsOf } from './sections'

/** The frame of the settings: the sections at the side on a wide screen, above the content on a narrow one. */
export function SettingsFrame({
  viewer,
  current,
  lead,
  children,
}: {
  viewer: Viewer
  /** The name of the section that is shown. It is the heading of the page. */
  current: SectionName
  /** One or two sentences below the heading. */
  lead: ReactNode
  children: ReactNode
}) {
  return (
    <div className="grid items-start gap-x-10 gap-y-5 md:grid-cols-[176px_minmax(0,1fr)]">
      <nav aria-label="Settings" className="flex flex-wrap gap-1 md:sticky md:top-6 md:flex-col">
        {sectionsOf(viewer).map(({ name, href }) => (
          <Link
            key={href}
            href={href}
            prefetch={false}
            aria-current={name === current ? 'page' : undefined}
            className={classes(
              'shrink-0 rounded-md px-3 py-1.5 text-sm transition-colors hover:bg-subtle hover:text-foreground max-sm:py-2.5',
              name === current ? 'bg-subtle font-medium text-foreground' : 'text-muted',
            )}
          >
            {name}
          </Link>
        ))}
      </nav>
      <div className="flex min-w-0 flex-col gap-5">
        <div className="flex flex-col gap-1">
          <h1 className="font-semibold text-2xl tracking-tight">{current}</h1>
          <p className="max-w-prose text-muted">{lead}</p>
        </div>
        {children}
      </div>
    </div>
  )
}
