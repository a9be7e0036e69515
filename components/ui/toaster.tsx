'use client'

import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from './button'
import { classes } from './classes'
import { useBlockOfflineForms } from './offline'
import { dismissToast, type Toast, toastStore } from './toasts'

const shownForMs = 9000

const icons = {
  success: { icon: CircleCheck, textColor: 'text-success' },
  info: { icon: Info, textColor: 'text-muted' },
  danger: { icon: CircleAlert, textColor: 'text-danger' },
} as const

function ToastCard({ toast, isPaused }: { toast: Toast; isPaused: boolean }) {
  const { icon: Icon, textColor } = icons[toast.tone]

  useEffect(() => {
    if (isPaused) return
    const timer = setTimeout(() => dismissToast(toast.id), shownForMs)
    return () => clearTimeout(timer)
  }, [toast.id, isPaused])

  return (
    <li className="flex animate-rise gap-2.5 rounded-lg border border-border bg-surface py-2.5 pr-2 pl-3.5 shadow-dialog">
      <Icon aria-hidden className={classes('mt-1.5 size-4 shrink-0', textColor)} />
      <div className="min-w-0 flex-1 py-1 text-sm wrap-anywhere">
        <p className="font-medium">{toast.title}</p>
        {toast.body && <div className="text-muted">{toast.body}</div>}
      </div>
      <Button look="quiet" size="icon" aria-label="Dismiss" onClick={() => dismissToast(toast.id)}>
        <X aria-hidden className="size-4" />
      </Button>
    </li>
  )
}

/** Shows the messages. They stay visible while the pointer or the focus is on one of them. */
export function Toaster() {
  const toasts = useSyncExternalStore(
    toastStore.subscribe,
    toastStore.current,
    toastStore.currentOnServer,
  )
  const [isPaused, setPaused] = useState(false)
  useBlockOfflineForms()
  return (
    <section
      aria-label="Notifications"
      className="pointer-events-none fixed inset-x-4 bottom-4 z-50 sm:left-auto sm:w-96"
    >
      <div
        role="status"
        className="pointer-events-auto"
        onPointerEnter={() => setPaused(true)}
        onPointerLeave={() => setPaused(false)}
        onFocus={() => setPaused(true)}
        onBlur={() => setPaused(false)}
      >
        <ul className="flex flex-col gap-2">
          {toasts.map((toast) => (
            <ToastCard key={toast.id} toast={toast} isPaused={isPaused} />
          ))}
        </ul>
      </div>
    </section>
  )
}
