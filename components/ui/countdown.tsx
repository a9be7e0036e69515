'use client'

import { useState, useSyncExternalStore } from 'react'

function subscribeToSeconds(callback: () => void): () => void {
  const timer = setInterval(callback, 1000)
  return () => clearInterval(timer)
}

/**
 * Returns how many whole seconds are left of `seconds`. The countdown starts when this browser first sees the
 * value of `startKey`, and again for each new value. Only the browser's clock is used, because it may differ
 * from the server's by days.
 */
export function useSecondsLeft(seconds: number, startKey: number): number {
  const [start, setStart] = useState(() => ({ startKey, startedAt: Date.now() }))
  if (start.startKey !== startKey) setStart({ startKey, startedAt: Date.now() })
  return useSyncExternalStore(
    subscribeToSeconds,
    () => Math.max(0, Math.ceil(seconds - (Date.now() - start.startedAt) / 1000)),
    () => seconds,
  )
}
