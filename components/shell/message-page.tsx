import type { ReactNode } from 'react'

/** The content of a page that has only one message and one action. */
export function MessagePage({
  title,
  children,
  action,
}: {
  title: string
  children: ReactNode
  action: ReactNode
}) {
  return (
    <div className="mx-auto flex w-full max-w-lg flex-col items-start gap-3 pt-[8vh]">
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      <div className="text-muted">{children}</div>
      <div className="pt-2">{action}</div>
    </div>
  )
}
