import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { ArgumentField } from './argument-fields'

const hints: Partial<Record<ArgumentField['form'], string>> = {
  lines: 'One in each line.',
  json: 'As JSON.',
}

/** The field in which a person types one argument. */
export function ArgumentInput({ field, error }: { field: ArgumentField; error?: string }) {
  const { name, form, isRequired, description, choices, initial } = field
  const id = `argument-${name}`
  const label = isRequired ? name : `${name} (optional)`
  const help = [description, hints[form]].filter(Boolean).join(' ') || undefined
  if (form === 'choice')
    return (
      <SelectField id={id} name={name} label={label} help={help} defaultValue={initial}>
        <option value="">not given</option>
        {choices.map((choice) => (
          <option key={String(choice)} value={String(choice)}>
            {String(choice)}
          </option>
        ))}
      </SelectField>
    )
  if (form === 'text' || form === 'number')
    return (
      <TextField
        id={id}
        name={name}
        label={label}
        help={help}
        error={error}
        defaultValue={initial}
        inputMode={form === 'number' ? 'decimal' : undefined}
      />
    )
  const describedBy = [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(' ')
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="font-medium text-sm">
        {label}
      </label>
      <textarea
        id={id}
        name={name}
        defaultValue={initial}
        rows={Math.min(12, Math.max(form === 'json' ? 3 : 2, initial.split('\n').length))}
        spellCheck={form === 'long text'}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy || undefined}
        className={`min-w-0 resize-y rounded-md border border-control bg-surface px-3 py-1.5 text-sm aria-invalid:border-danger max-sm:text-field ${form === 'json' ? 'font-mono' : ''}`}
      />
      {error && (
        <p id={`${id}-error`} role="alert" className="text-danger text-sm">
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
