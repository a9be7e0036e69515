'use client'

import { createContext, type ReactNode, use, useState, useSyncExternalStore } from 'react'
import { zoneOf } from '@/lib/contract/view/reader'

const ticks = 15_000

const Rendered = createContext({ at: 0, zone: 'UTC', ahead: 0 })

/** The zone that this browser keeps its time in; UTC when it does not say, or names none that it knows. */
export function zoneOfBrowser(): string {
  try {
    return zoneOf(encodeURIComponent(new Intl.DateTimeFormat().resolvedOptions().timeZone))
  } catch {
    return 'UTC'
  }
}

/**
 * Gives the first render in the browser the same time and zone as the server's, so that both agree. From
 * then on the time is the server's too: the browser's clock may be days off.
 */
export function ClockProvider({
  at,
  zone,
  children,
}: {
  /** When and for which zone the server has rendered the page. */
  at: number
  zone: string
  children: ReactNode
}) {
  const [ahead] = useState(() => at - Date.now())
  return <Rendered value={{ at, zone, ahead }}>{children}</Rendered>
}

function onTick(callback: () => void): () => void {
  const timer = setInterval(callback, ticks)
  return () => clearInterval(timer)
}

function neverChanges(): () => void {
  return () => undefined
}

/** The server's time, for words such as "3 min ago"; it moves every 15 s. */
export function useNow(): number {
  const { at, ahead } = use(Rendered)
  return useSyncExternalStore(
    onTick,
    () => Math.floor((Date.now() + ahead) / ticks) * ticks,
    () => at,
  )
}

/** The reader's time zone; until the browser has taken over, the one that the server knew. */
export function useZone(): string {
  const { zone } = use(Rendered)
  return useSyncExternalStore(neverChanges, zoneOfBrowser, () => zone)
}
