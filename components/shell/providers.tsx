'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, useEffect, useState } from 'react'
import { ClockProvider } from '@/components/ui/clock'
import { Toaster } from '@/components/ui/toaster'
import { useFollowOtherTabs } from '@/lib/queries/follow-other-tabs'
import { createQueryClient } from '@/lib/queries/query-client'

function OtherTabs() {
  useFollowOtherTabs()
  return null
}

/** A page that the browser kept and shows again may belong to a session that has ended. */
function ReloadWhenKept() {
  useEffect(() => {
    const reload = (event: PageTransitionEvent) => event.persisted && window.location.reload()
    window.addEventListener('pageshow', reload)
    return () => window.removeEventListener('pageshow', reload)
  }, [])
  return null
}

/** What every page needs in the browser: the cache, the theme, the clock and the messages. */
export function Providers({
  nonce,
  renderedAt,
  children,
}: {
  nonce?: string
  renderedAt: number
  children: ReactNode
}) {
  const [client] = useState(createQueryClient)
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      enableColorScheme={false}
      {...(nonce ? { nonce } : {})}
    >
      <QueryClientProvider client={client}>
        <ClockProvider renderedAt={renderedAt}>
          {children}
          <Toaster />
        </ClockProvider>
        <OtherTabs />
        <ReloadWhenKept />
      </QueryClientProvider>
    </ThemeProvider>
  )
}
