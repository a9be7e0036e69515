'use client'

import { useState, useSyncExternalStore } from 'react'

function everySecond(callback: () => void): () => void {
  const timer = setInterval(callback, 1000)
  return () => clearInterval(timer)
}

/**
 * Whole seconds left of so many since `what` was first seen here; 0 when they have passed. The wait is
 * measured in the browser alone: its clock and the server's may differ by days.
 */
export function useSecondsLeft(seconds: number, what: number): number {
  const [seen, setSeen] = useState(() => ({ what, at: Date.now() }))
  if (seen.what !== what) setSeen({ what, at: Date.now() })
  return useSyncExternalStore(
    everySecond,
    () => Math.max(0, Math.ceil(seconds - (Date.now() - seen.at) / 1000)),
    () => seconds,
  )
}
