'use client'

import { createContext, type ReactNode, use, useSyncExternalStore } from 'react'

const ticks = 15_000

const Rendered = createContext({ at: 0, zone: 'UTC' })

/** The zone that this browser keeps its time in. */
export function zoneOfBrowser(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Gives the first render in the browser the same time and zone as the server's, so that both agree. */
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
  return <Rendered value={{ at, zone }}>{children}</Rendered>
}

function onTick(callback: () => void): () => void {
  const timer = setInterval(callback, ticks)
  return () => clearInterval(timer)
}

function neverChanges(): () => void {
  return () => undefined
}

/** The time, for words such as "3 min ago"; it moves every 15 s. */
export function useNow(): number {
  const { at } = use(Rendered)
  return useSyncExternalStore(
    onTick,
    () => Math.floor(Date.now() / ticks) * ticks,
    () => at,
  )
}

/** The reader's time zone; until the browser has taken over, the one that the server knew. */
export function useZone(): string {
  const { zone } = use(Rendered)
  return useSyncExternalStore(neverChanges, zoneOfBrowser, () => zone)
}
