import { type RefObject, useEffect, useRef } from 'react'
import { conditions } from '../words/status-words'
import { conditionParameter, type Filter, writeFilter } from './filter'

/** The URL changes after this time without an entry, because Safari allows only 100 changes in 30 seconds. */
const pauseMs = 150

function readForm(form: HTMLFormElement): Filter {
  const fields = new FormData(form)
  const condition = conditions.find(
    (candidate) => conditionParameter[candidate] === fields.get('status'),
  )
  return { words: String(fields.get('q') ?? ''), ...(condition ? { condition } : {}) }
}

function writeForm(form: HTMLFormElement, { words, condition }: Filter): void {
  const values = { q: words, status: condition ? conditionParameter[condition] : '' }
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name)
    const isField = field instanceof HTMLInputElement || field instanceof HTMLSelectElement
    if (isField && field.value !== value) field.value = value
  }
}

/**
 * Keeps the form of the filter and the URL alike. The browser holds what a person enters, because the router of
 * Next may report a change of the URL only after the next key was pressed. The URL follows after a short pause,
 * also for what was entered before the scripts ran. When something else changes the URL, the form follows.
 */
export function useFilterForm(filter: Filter): {
  form: RefObject<HTMLFormElement | null>
  /** To be called when a field was changed. */
  noteEntry: () => void
  /** Puts what was entered into the URL without the pause. */
  apply: () => void
} {
  const form = useRef<HTMLFormElement>(null)
  /** The query that was entered and that the router has not reported yet. */
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
    const query = writeFilter(readForm(form.current))
    if (entered.current === null && query === inUrl) return
    entered.current = query
    clearTimeout(timer.current)
    timer.current = setTimeout(apply, pauseMs)
  }

  const noteFirstEntry = useRef(noteEntry)
  useEffect(() => {
    noteFirstEntry.current()
    return () => clearTimeout(timer.current)
  }, [])

  useEffect(() => {
    if (entered.current === inUrl) entered.current = null
    else if (entered.current === null && form.current) writeForm(form.current, filter)
  }, [filter, inUrl])

  return { form, noteEntry, apply }
}
