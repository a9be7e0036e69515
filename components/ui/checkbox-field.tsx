import type { ComponentProps, ReactNode } from 'react'

/** A checkbox with its label, and a line of help that belongs to it. */
export function CheckboxField({
  id,
  label,
  help,
  ...rest
}: Omit<ComponentProps<'input'>, 'id' | 'type'> & {
  id: string
  label: ReactNode
  help?: ReactNode
}) {
  return (
    <div className="flex items-start gap-2.5 max-sm:min-h-11 max-sm:py-1.5">
      <input
        id={id}
        type="checkbox"
        aria-describedby={help ? `${id}-help` : undefined}
        className="mt-0.5 size-4 shrink-0 accent-accent max-sm:size-5"
        {...rest}
      />
      <div className="flex min-w-0 flex-1 flex-col">
        <label htmlFor={id} className="text-sm wrap-anywhere">
          {label}
        </label>
        {help && (
          <span id={`${id}-help`} className="text-muted text-xs">
            {help}
          </span>
        )}
      </div>
    </div>
  )
}
