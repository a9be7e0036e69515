'use client'

import { useState, useSyncExternalStore } from 'react'

function everySecond(callback: () => void): () => void {
  const timer = setInterval(callback, 1000)
  return () => clearInterval(timer)
}

/**
 * Returns how many whole seconds are left of `seconds`. The countdown starts when this browser first sees the
 * value of `startKey`, and again for each new value. Only the browser's clock is used, because it may differ
 * from the server's by days.
 */
export function useSecondsLeft(seconds: number, startKey: number): number {
  const [seen, setSeen] = useState(() => ({ startKey, at: Date.now() }))
  if (seen.startKey !== startKey) setSeen({ startKey, at: Date.now() })
  return useSyncExternalStore(
    everySecond,
    () => Math.max(0, Math.ceil(seconds - (Date.now() - seen.at) / 1000)),
    () => seconds,
  )
}
