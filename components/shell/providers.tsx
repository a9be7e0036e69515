'use client'

import { QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { type ReactNode, useEffect, useState } from 'react'
import { ClockProvider } from '@/components/ui/clock'
import { useCopyOnClick } from '@/components/ui/copy-on-click'
import { storePreference } from '@/components/ui/store-preference'
import { Toaster } from '@/components/ui/toaster'
import { zoneCookie } from '@/lib/contract/view/reader'
import { useFollowOtherTabs } from '@/lib/queries/follow-other-tabs'
import { createQueryClient } from '@/lib/queries/query-client'
import { readBrowserZone } from './browser-zone'
import { polyfillMatchMedia } from './match-media'

polyfillMatchMedia()

function FollowOtherTabs() {
  useFollowOtherTabs()
  return null
}

/**
 * Reloads a page that the browser shows again from memory, for example after Back, because the session may have
 * ended meanwhile.
 */
function ReloadWhenRestored() {
  useEffect(() => {
    const reload = (event: PageTransitionEvent) => event.persisted && window.location.reload()
    window.addEventListener('pageshow', reload)
    return () => window.removeEventListener('pageshow', reload)
  }, [])
  return null
}

/** Stores the browser's time zone in a cookie, so that the server renders the next page in that zone. */
function RememberZone({ renderedZone }: { renderedZone: string }) {
  useEffect(() => {
    const zone = readBrowserZone()
    if (zone !== renderedZone) storePreference(zoneCookie, zone)
  }, [renderedZone])
  return null
}

/** Provides every page with the cache, the theme, the clock and the notifications. */
export function Providers({
  nonce,
  serverRender,
  children,
}: {
  nonce?: string
  /** When the server rendered the page, in milliseconds since 1970, and for which time zone. */
  serverRender: { renderedAt: number; renderedZone: string }
  children: ReactNode
}) {
  const [client] = useState(createQueryClient)
  useCopyOnClick()
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      enableColorScheme={false}
      {...(nonce ? { nonce } : {})}
    >
      <QueryClientProvider client={client}>
        <ClockProvider {...serverRender} readBrowserZone={readBrowserZone}>
          {children}
          <Toaster />
        </ClockProvider>
        <RememberZone renderedZone={serverRender.renderedZone} />
        <FollowOtherTabs />
        <ReloadWhenRestored />
      </QueryClientProvider>
    </ThemeProvider>
  )
}
