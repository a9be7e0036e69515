'use client'

import { createContext, type ReactNode, use, useSyncExternalStore } from 'react'

const ticks = 15_000

const RenderedAt = createContext(0)

/** Gives the first render in the browser the same time as the server's, so that both agree. */
export function ClockProvider({
  renderedAt,
  children,
}: {
  renderedAt: number
  children: ReactNode
}) {
  return <RenderedAt value={renderedAt}>{children}</RenderedAt>
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
  const renderedAt = use(RenderedAt)
  return useSyncExternalStore(
    onTick,
    () => Math.floor(Date.now() / ticks) * ticks,
    () => renderedAt,
  )
}

/** The reader's time zone; UTC until the browser has taken over from the server. */
export function useZone(): string {
  return useSyncExternalStore(
    neverChanges,
    () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  )
}
