import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes'

/** A labelled text field with a line of help and, when something is wrong with it, the error. */
export function TextField({
  id,
  label,
  help,
  error,
  className,
  ...rest
}: Omit<ComponentProps<'input'>, 'id'> & {
  id: string
  label: string
  help?: ReactNode
  error?: ReactNode
}) {
  const describedBy = classes(Boolean(error) && `${id}-error`, Boolean(help) && `${id}-help`)
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy || undefined}
        className={classes(
          'min-h-9 min-w-0 rounded-md border border-control bg-surface px-3 text-sm placeholder:text-muted aria-invalid:border-danger max-sm:min-h-11 max-sm:text-field',
          className,
        )}
        {...rest}
      />
      {error && (
        <p id={`${id}-error`} role="alert" className="text-danger text-sm wrap-anywhere">
          {error}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="text-muted text-xs leading-relaxed">
          {help}
        </p>
      )}
    </div>
  )
}
