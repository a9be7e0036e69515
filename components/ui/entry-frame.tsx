import type { ReactNode } from 'react'
import { Mark } from './mark'

/**
 * The frame of a page on which somebody signs in or joins. The heading has a fixed distance from the top, so it does not move
 * when the browser draws the page before the forms have arrived.
 */
export function EntryFrame({ heading, children }: { heading: ReactNode; children: ReactNode }) {
  return (
    <main className="mx-auto flex w-full max-w-sm flex-col gap-6 px-4 pt-[12vh] pb-8">
      <div className="flex flex-col items-center gap-4 text-center">
        <Mark className="size-10" />
        <h1 className="font-semibold text-xl tracking-tight wrap-anywhere">{heading}</h1>
      </div>
      {children}
    </main>
  )
}
