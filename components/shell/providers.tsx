'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, useEffect, useState } from 'react'
import { ClockProvider } from '@/components/ui/clock'
import { remember } from '@/components/ui/remember'
import { Toaster } from '@/components/ui/toaster'
import { zoneCookie } from '@/lib/contract/view/reader'
import { useFollowOtherTabs } from '@/lib/queries/follow-other-tabs'
import { createQueryClient } from '@/lib/queries/query-client'
import { readBrowserZone } from './browser-zone'
import { polyfillMatchMedia } from './match-media'

polyfillMatchMedia()

function OtherTabs() {
  useFollowOtherTabs()
  return null
}

/** Reloads a page that the browser kept in memory and shows again: its session may have ended. */
function ReloadWhenKept() {
  useEffect(() => {
    const reload = (event: PageTransitionEvent) => event.persisted && window.location.reload()
    window.addEventListener('pageshow', reload)
    return () => window.removeEventListener('pageshow', reload)
  }, [])
  return null
}

/** Tells the server the browser's time zone, so that it renders the next page in it. */
function RememberZone({ known }: { known: string }) {
  useEffect(() => {
    const zone = readBrowserZone()
    if (zone !== known) remember(zoneCookie, zone)
  }, [known])
  return null
}

/** Provides every page with the cache, the theme, the clock and the notifications. */
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
        <ClockProvider {...rendered} readBrowserZone={readBrowserZone}>
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
