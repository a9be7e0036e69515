import { type RefObject, useEffect, useRef } from 'react'
import { conditions } from '../words/status-words'
import { conditionParameter, type Filter, writeFilter } from './filter'

/** The URL changes when nothing was entered for this time. Safari allows 100 changes in 30 seconds. */
const pauseMs = 150

function filterIn(form: HTMLFormElement): Filter {
  const fields = new FormData(form)
  const condition = conditions.find((one) => conditionParameter[one] === fields.get('status'))
  return { words: String(fields.get('q') ?? ''), ...(condition ? { condition } : {}) }
}

function showIn(form: HTMLFormElement, { words, condition }: Filter): void {
  const values = { q: words, status: condition ? conditionParameter[condition] : '' }
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name)
    const isField = field instanceof HTMLInputElement || field instanceof HTMLSelectElement
    if (isField && field.value !== value) field.value = value
  }
}

/**
 * Keeps the form of the filter and the URL alike. The browser holds what a person enters, because the router of
 * Next may tell a change of the URL later than the next key is pressed. The URL follows after a short pause, also
 * for what was entered before the scripts ran. When something else changes the URL, the form follows.
 */
export function useFilterForm(filter: Filter): {
  form: RefObject<HTMLFormElement | null>
  /** Call it when a field was changed. */
  noteEntry: () => void
  /** Puts what was entered into the URL without the pause. */
  apply: () => void
} {
  const form = useRef<HTMLFormElement>(null)
  /** The query that was entered and that the router has not told yet. */
  const entered = useRef<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const inUrl = writeFilter(filter)

  function apply() {
    clearTimeout(timer.current)
    if (entered.current !== null)
      window.history.replaceState(null, '', `/integrations${entered.current}`)
  }

  function noteEntry() {
    if (!form.current) return
    const query = writeFilter(filterIn(form.current))
    if (entered.current === null && query === inUrl) return
    entered.current = query
    clearTimeout(timer.current)
    timer.current = setTimeout(apply, pauseMs)
  }

  const start = useRef(noteEntry)
  useEffect(() => {
    start.current()
    return () => clearTimeout(timer.current)
  }, [])

  useEffect(() => {
    if (entered.current === inUrl) entered.current = null
    else if (entered.current === null && form.current) showIn(form.current, filter)
  }, [filter, inUrl])

  return { form, noteEntry, apply }
}
