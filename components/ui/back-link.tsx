import { ArrowLeft } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

/** A quiet link above a heading that leads back to a list. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="-ml-2 flex min-h-8 w-fit items-center gap-1.5 rounded-md px-2 text-muted text-sm transition-colors hover:bg-subtle hover:text-foreground"
    >
      <ArrowLeft aria-hidden className="size-3.5" />
      {children}
    </Link>
  )
}
