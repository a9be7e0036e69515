'use client'

import { createContext, type ReactNode, use, useState, useSyncExternalStore } from 'react'

const tickMs = 15_000

interface Clock {
  /** When the server rendered the page, in milliseconds since 1970. */
  renderedAt: number
  /** The time zone for which the server rendered the page. */
  renderedZone: string
  /** The milliseconds by which the server's clock is ahead of the browser's. */
  serverAheadMs: number
  readBrowserZone: () => string
}

const ClockContext = createContext<Clock>({
  renderedAt: 0,
  renderedZone: 'UTC',
  serverAheadMs: 0,
  readBrowserZone: () => 'UTC',
})

/**
 * Provides the time and the time zone to the components below it. The first render in the browser uses the
 * server's time and zone, so that its text is the same as that of the render on the server. Later renders use the
 * zone of the browser, but still the server's time, because the browser's clock may be wrong by days.
 */
export function ClockProvider({
  renderedAt,
  renderedZone,
  readBrowserZone,
  children,
}: Omit<Clock, 'serverAheadMs'> & { children: ReactNode }) {
  const [serverAheadMs] = useState(() => renderedAt - Date.now())
  return (
    <ClockContext value={{ renderedAt, renderedZone, serverAheadMs, readBrowserZone }}>
      {children}
    </ClockContext>
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
 * Returns the server's time, in milliseconds since 1970, for words such as "3 min ago". The time advances
 * every 15 s.
 */
export function useNow(): number {
  const { renderedAt, serverAheadMs } = use(ClockContext)
  return useSyncExternalStore(
    subscribeToTicks,
    () => Math.floor((Date.now() + serverAheadMs) / tickMs) * tickMs,
    () => renderedAt,
  )
}

/** Returns a function that reads the server's time, in milliseconds since 1970, without following it. */
export function useReadNow(): () => number {
  const { serverAheadMs } = use(ClockContext)
  return () => Date.now() + serverAheadMs
}

/**
 * Returns the time zone of the browser. During the first render, returns the zone for which the server rendered the
 * page.
 */
export function useZone(): string {
  const { renderedZone, readBrowserZone } = use(ClockContext)
  return useSyncExternalStore(subscribeToNothing, readBrowserZone, () => renderedZone)
}
