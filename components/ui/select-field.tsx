import type { ComponentProps, ReactNode } from 'react'

/** A labelled field in which a person chooses one value. */
export function SelectField({
  id,
  label,
  help,
  children,
  ...rest
}: Omit<ComponentProps<'select'>, 'id'> & { id: string; label: string; help?: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <select
        id={id}
        aria-describedby={help ? `${id}-help` : undefined}
        className="min-h-9 min-w-0 rounded-md border border-control bg-surface px-2.5 text-sm max-sm:min-h-11 max-sm:text-field"
        {...rest}
      >
        {children}
      </select>
      {help && (
        <p id={`${id}-help`} className="text-muted text-xs leading-relaxed">
          {help}
        </p>
      )}
    </div>
  )
}
