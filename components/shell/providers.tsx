'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, useEffect, useState } from 'react'
import { ClockProvider, zoneOfBrowser } from '@/components/ui/clock'
import { remember } from '@/components/ui/remember'
import { Toaster } from '@/components/ui/toaster'
import { zoneCookie } from '@/lib/contract/view/reader'
import { useFollowOtherTabs } from '@/lib/queries/follow-other-tabs'
import { createQueryClient } from '@/lib/queries/query-client'
import { standInForMatchMedia } from './match-media'

standInForMatchMedia()

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

/** The server renders the next page in this browser's time zone. */
function RememberZone({ known }: { known: string }) {
  useEffect(() => {
    if (zoneOfBrowser() !== known) remember(zoneCookie, zoneOfBrowser())
  }, [known])
  return null
}

/** What every page needs in the browser: the cache, the theme, the clock and the messages. */
export function Providers({
  nonce,
  rendered,
  children,
}: {
  nonce?: string
  rendered: { at: number; zone: string }
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
        <ClockProvider {...rendered}>
          {children}
          <Toaster />
        </ClockProvider>
        <RememberZone known={rendered.zone} />
        <OtherTabs />
        <ReloadWhenKept />
      </QueryClientProvider>
    </ThemeProvider>
  )
}
