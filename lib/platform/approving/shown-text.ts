import { html } from 'hono/html'
import { partsOfText } from '@/lib/contract/text/hidden-characters'
import type { Markup } from '@/lib/http/page'

/** Returns the markup of a text in which each invisible character is marked and named. The text is escaped. */
export function shownText(text: string): Markup {
  return html`${partsOfText(text).map((part) =>
    part.kind === 'text' ? part.text : html`<mark class="hidden">${part.name}</mark>`,
  )}`
}

/** Returns whether a value contains an invisible character. */
export function hasHiddenCharacters(value: unknown): boolean {
  if (typeof value === 'string') return partsOfText(value).some(({ kind }) => kind === 'hidden')
  if (!(value instanceof Object)) return false
  return Object.entries(value).some(([name, part]) => [name, part].some(hasHiddenCharacters))
}

/** Returns a moment in the person's time zone, such as "2 November 2026 at 15:04 UTC". */
export function shownTime(at: number, timeZone = 'UTC'): Markup {
  const words = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at)
  return html`<time datetime="${new Date(at).toISOString()}">${words}</time>`
}
