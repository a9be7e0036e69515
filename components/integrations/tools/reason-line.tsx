import type { ReactNode } from 'react'

/** A reason why something cannot be called, and the one action that removes it. */
export function ReasonLine({ action, children }: { action: ReactNode; children: ReactNode }) {
  return (
    <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm">
      <p className="min-w-0 flex-1 basis-48 wrap-anywhere">{children}</p>
      {action}
    </div>
  )
}

/** Says whom to ask, for people who may not do the action themselves. */
export function AskWhom({ children }: { children: ReactNode }) {
  return <span className="text-muted text-sm">{children}</span>
}
