import type { ReactNode } from 'react'

/** A message about something that just happened. */
export interface Toast {
  id: number
  tone: 'success' | 'info' | 'danger'
  title: string
  body?: ReactNode
}

const noToasts: readonly Toast[] = []
let toasts = noToasts
let lastId = 0
const listeners = new Set<() => void>()

function setToasts(newToasts: readonly Toast[]): void {
  toasts = newToasts
  for (const listener of listeners) listener()
}

/** Shows a message. At most three are visible at once. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  lastId += 1
  setToasts([...toasts.slice(-2), { ...toast, id: lastId }])
}

export function dismissToast(id: number): void {
  setToasts(toasts.filter((toast) => toast.id !== id))
}

export const toastStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  current: () => toasts,
  currentOnServer: () => noToasts,
}
