import type { ComponentProps, ReactNode } from 'react'

/** A labelled checkbox. */
export function Checkbox({
  children,
  ...rest
}: Omit<ComponentProps<'input'>, 'type' | 'className'> & { children: ReactNode }) {
  return (
    <label className="inline-flex min-h-8 items-center gap-2 text-sm max-sm:min-h-11">
      <input type="checkbox" className="size-4 shrink-0 accent-accent" {...rest} />
      {children}
    </label>
  )
}
