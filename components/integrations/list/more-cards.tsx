import type { SubmitEvent } from 'react'
import { Button } from '@/components/ui/button'
import { numerals } from '../words/numerals'
import { type Asked, addressOf, perStep } from './overview'

function Fields({ asked }: { asked: Asked }) {
  const { searchParams } = new URL(addressOf(asked), 'http://fields')
  return [...searchParams].map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))
}

/** The way to the cards that follow; a form that leads to their page where there is no JavaScript. */
export function MoreCards({
  asked,
  range: { start, end, found },
  onMore,
}: {
  asked: Asked
  /** Which of the found are shown. */
  range: { start: number; end: number; found: number }
  /** Absent where the ones that follow cannot be read here. */
  onMore: (() => void) | undefined
}) {
  function submit(event: SubmitEvent) {
    if (!onMore) return
    event.preventDefault()
    onMore()
  }

  return (
    <form
      action="/integrations"
      onSubmit={submit}
      className="flex flex-wrap items-center justify-center gap-3 pt-2"
    >
      <Fields asked={{ ...asked, page: Math.floor(end / perStep) + 1 }} />
      {end < found && (
        <Button type="submit">{`Show ${Math.min(perStep, found - end)} more`}</Button>
      )}
      <span className="text-muted text-sm">
        {`${start > 0 ? `${numerals.format(start + 1)} to ` : ''}${numerals.format(end)} of ${numerals.format(found)}`}
      </span>
    </form>
  )
}
