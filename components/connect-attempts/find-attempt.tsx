import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/text-field'

/** A form that finds an attempt by a reference. With an error, it says what is wrong with the reference. */
export function FindAttempt({
  reference = '',
  error,
}: {
  reference?: string
  error?: string | undefined
}) {
  return (
    <form method="get" action="/attempts" className="flex max-w-prose flex-wrap items-end gap-2">
      <TextField
        id="reference"
        name="reference"
        label="Reference or request_id"
        required
        maxLength={80}
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={reference}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error && 'reference-error'}
        className="font-mono"
      />
      <Button type="submit" size="medium">
        Find
      </Button>
      {error && (
        <p id="reference-error" role="alert" className="basis-full text-danger text-sm">
          {error}
        </p>
      )}
    </form>
  )
}
