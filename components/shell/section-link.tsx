'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { classes } from '@/components/ui/classes'

/** A link of the top bar, marked as current on the pages of its section. */
export function SectionLink({ href, children }: { href: string; children: ReactNode }) {
  const isCurrent = usePathname().startsWith(href)
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isCurrent ? 'page' : undefined}
      className={classes(
        'rounded-md px-2.5 py-1.5 text-sm transition-colors hover:text-foreground',
        isCurrent ? 'bg-subtle font-medium text-foreground' : 'text-muted',
      )}
    >
      {children}
    </Link>
  )
}
