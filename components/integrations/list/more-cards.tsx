import type { SubmitEvent } from 'react'
import { Button } from '@/components/ui/button'
import { numerals } from '../words/numerals'
import { addressOf, type ListPart, perStep } from './overview'

/** Hidden fields with the parameters in the address of a part of the list. */
function Fields({ part }: { part: ListPart }) {
  const { searchParams } = new URL(addressOf(part), 'http://fields')
  return [...searchParams].map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))
}

/** A button that shows the next cards. Without JavaScript it leads to the page that contains them. */
export function MoreCards({
  part,
  range: { start, end, found },
  onMore,
}: {
  part: ListPart
  /**
   * The positions of the shown integrations among those that match the filter: from `start` up to, but not
   * including, `end`.
   */
  range: { start: number; end: number; found: number }
  /** Absent when the next cards cannot be shown on this page. */
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
      <Fields part={{ ...part, page: Math.floor(end / perStep) + 1 }} />
      {end < found && (
        <Button type="submit">{`Show ${Math.min(perStep, found - end)} more`}</Button>
      )}
      <span className="text-muted text-sm">
        {`${start > 0 ? `${numerals.format(start + 1)} to ` : ''}${numerals.format(end)} of ${numerals.format(found)}`}
      </span>
    </form>
  )
}
