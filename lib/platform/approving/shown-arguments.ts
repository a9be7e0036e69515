import { html } from 'hono/html'
import type { Markup } from '@/lib/http/page'
import { shownText } from './shown-text'

/** Returns the markup of a value with everything in it, however long or deep it is. */
function shownValue(value: unknown): Markup {
  if (typeof value === 'string') {
    if (value === '') return html`<p class="small">an empty text</p>`
    return html`<div class="value" dir="auto">${shownText(value)}</div>`
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return html`<p class="small">an empty list</p>`
    return html`<ol>${value.map((item) => html`<li>${shownValue(item)}</li>`)}</ol>`
  }
  if (value instanceof Object) {
    if (Object.keys(value).length === 0) return html`<p class="small">nothing inside</p>`
    return shownArguments({ ...value })
  }
  return html`<div class="value">${String(value)}</div>`
}

/** Returns the markup of every argument of a call, with its name, as the tool gets it. */
export function shownArguments(input: Readonly<Record<string, unknown>>): Markup {
  return html`<dl class="arguments">${Object.entries(input).map(
    ([name, value]) =>
      html`<div><dt><code translate="no">${shownText(name)}</code></dt><dd>${shownValue(value)}</dd></div>`,
  )}</dl>`
}
