import { type RefObject, useEffect, useRef } from 'react'
import { conditions } from '../words/status-words'
import { conditionParameter, type Filter, filterQuery } from './filter'

/** The time between the last entry and the change of the URL. Safari allows only 100 changes in 30 seconds. */
const pauseMs = 150

function readForm(form: HTMLFormElement): Filter {
  const fields = new FormData(form)
  const condition = conditions.find(
    (candidate) => conditionParameter[candidate] === fields.get('status'),
  )
  return { searchText: String(fields.get('q') ?? ''), ...(condition ? { condition } : {}) }
}

function writeForm(form: HTMLFormElement, { searchText, condition }: Filter): void {
  const values = { q: searchText, status: condition ? conditionParameter[condition] : '' }
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name)
    const isField = field instanceof HTMLInputElement || field instanceof HTMLSelectElement
    if (isField && field.value !== value) field.value = value
  }
}

/**
 * Keeps the filter form and the URL the same. The URL changes a short pause after an entry in the form, even if the
 * person made the entry before the scripts ran. When something else changes the URL, the form changes. React does not
 * control the fields, because the router of Next may report a change of the URL only after the next key was pressed.
 */
export function useFilterForm(filter: Filter): {
  formRef: RefObject<HTMLFormElement | null>
  /** To be called when a person has changed a field. */
  handleInput: () => void
  /** Writes the entered filter into the URL at once, without the pause. */
  writeUrl: () => void
} {
  const formRef = useRef<HTMLFormElement>(null)
  /** The query string of the entered filter, until the router reports it as part of the URL. */
  const enteredQuery = useRef<string | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const urlQuery = filterQuery(filter)

  function writeUrl() {
    clearTimeout(timer.current)
    if (enteredQuery.current !== null)
      window.history.replaceState(null, '', `/integrations${enteredQuery.current}`)
  }

  function handleInput() {
    if (!formRef.current) return
    const query = filterQuery(readForm(formRef.current))
    if (enteredQuery.current === null && query === urlQuery) return
    enteredQuery.current = query
    clearTimeout(timer.current)
    timer.current = setTimeout(writeUrl, pauseMs)
  }

  const handleFirstInput = useRef(handleInput)
  useEffect(() => {
    handleFirstInput.current()
    return () => clearTimeout(timer.current)
  }, [])

  useEffect(() => {
    if (enteredQuery.current === urlQuery) enteredQuery.current = null
    else if (enteredQuery.current === null && formRef.current) writeForm(formRef.current, filter)
  }, [filter, urlQuery])

  return { formRef, handleInput, writeUrl }
}
