'use client'

import { createContext, type ReactNode, use, useState, useSyncExternalStore } from 'react'

const tickMs = 15_000

interface Clock {
  /** When the server rendered the page. */
  at: number
  /** The time zone for which the server rendered the page. */
  zone: string
  /** The milliseconds by which the server's clock is ahead of the browser's. */
  serverAheadMs: number
  readBrowserZone: () => string
}

const ClockContext = createContext<Clock>({
  at: 0,
  zone: 'UTC',
  serverAheadMs: 0,
  readBrowserZone: () => 'UTC',
})

/**
 * Provides the time and the time zone to the components below it. The first render in the browser uses the
 * server's time and zone, so that it gives the same text as the render on the server. Later renders use the zone
 * of the browser, but still the server's time, because the browser's clock may be days off.
 */
export function ClockProvider({
  at,
  zone,
  readBrowserZone,
  children,
}: Omit<Clock, 'serverAheadMs'> & { children: ReactNode }) {
  const [serverAheadMs] = useState(() => at - Date.now())
  return (
    <ClockContext value={{ at, zone, serverAheadMs, readBrowserZone }}>{children}</ClockContext>
  )
}

function subscribeToTicks(callback: () => void): () => void {
  const timer = setInterval(callback, tickMs)
  return () => clearInterval(timer)
}

function subscribeToNothing(): () => void {
  return () => undefined
}

/**
 * Returns the server's time, in milliseconds since 1970, for words such as "3 min ago". It advances every 15 s.
 */
export function useNow(): number {
  const { at, serverAheadMs } = use(ClockContext)
  return useSyncExternalStore(
    subscribeToTicks,
    () => Math.floor((Date.now() + serverAheadMs) / tickMs) * tickMs,
    () => at,
  )
}

/** Returns the reader's time zone: the browser's, but during the first render the one that the server knew. */
export function useZone(): string {
  const { zone, readBrowserZone } = use(ClockContext)
  return useSyncExternalStore(subscribeToNothing, readBrowserZone, () => zone)
}
