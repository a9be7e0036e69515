import type { SubmitEvent } from 'react'
import { Button } from '@/components/ui/button'
import { numerals } from '../words/numerals'
import { addressOf, cardsPerStep, type ListPart } from './overview'

/** Hidden fields, one for each parameter in the address of a part of the list. */
function HiddenFields({ part }: { part: ListPart }) {
  const { searchParams } = new URL(addressOf(part), 'http://unused')
  return [...searchParams].map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ))
}

/** A button that shows the next cards. Without JavaScript the button leads to the page that contains those cards. */
export function MoreCards({
  part,
  range: { start, end, foundCount },
  onShowMore,
}: {
  part: ListPart
  /**
   * The positions of the shown integrations among the `foundCount` that match the filter: from `start` up to, but
   * not including, `end`.
   */
  range: { start: number; end: number; foundCount: number }
  /** Absent when the next cards cannot be shown on this page. */
  onShowMore: (() => void) | undefined
}) {
  function submit(event: SubmitEvent) {
    if (!onShowMore) return
    event.preventDefault()
    onShowMore()
  }

  return (
    <form
      action="/integrations"
      onSubmit={submit}
      className="flex flex-wrap items-center justify-center gap-3 pt-2"
    >
      <HiddenFields part={{ ...part, page: Math.floor(end / cardsPerStep) + 1 }} />
      {end < foundCount && (
        <Button type="submit">{`Show ${Math.min(cardsPerStep, foundCount - end)} more`}</Button>
      )}
      <span className="text-muted text-sm">
        {`${start > 0 ? `${numerals.format(start + 1)} to ` : ''}${numerals.format(end)} of ${numerals.format(foundCount)}`}
      </span>
    </form>
  )
}
