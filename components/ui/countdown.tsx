'use client'

import { useSyncExternalStore } from 'react'

function everySecond(callback: () => void): () => void {
  const timer = setInterval(callback, 1000)
  return () => clearInterval(timer)
}

/** Whole seconds left until a moment; 0 when it has passed. */
export function useSecondsLeft(until: number, onServer: number): number {
  return useSyncExternalStore(
    everySecond,
    () => Math.max(0, Math.ceil((until - Date.now()) / 1000)),
    () => onServer,
  )
}
