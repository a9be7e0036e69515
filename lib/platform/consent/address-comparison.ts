import { html } from 'hono/html'
import type { Environment } from '@/lib/contract/api/role'
import { mostSimilarUri, uriDifference } from '@/lib/contract/text/uri-difference'
import { visibleText } from '@/lib/contract/text/visible-text'
import type { Markup } from '@/lib/http/page'

/** The return address that was sent, and the registered ones that the person may see. */
export interface ComparedAddresses {
  sent: string
  /** The environment in which the person is signed in. Absent when that is not known. */
  environment?: Environment
  registered: readonly string[]
}

/** At most this many characters of an address are shown around the difference. */
const shownCharacters = 240

/** Returns an address with the character at `at` marked, and the rest cut to a length that can be read. */
function marked(address: string, at: number): Markup {
  const start = Math.max(0, at - shownCharacters / 2)
  const end = Math.min(address.length, start + shownCharacters)
  const before = `${start > 0 ? '…' : ''}${visibleText(address.slice(start, at))}`
  const after = `${visibleText(address.slice(at + 1, end))}${end < address.length ? '…' : ''}`
  const difference = at < address.length ? visibleText(address[at] ?? '') : '\u00a0'
  return html`<code translate="no">${before}<mark>${difference}</mark>${after}</code>`
}

/**
 * Returns the sent address beside the most similar registered one, with the first difference marked and described in
 * words. Returns only the sent address when none is registered.
 */
export function addressComparison({ sent, environment, registered }: ComparedAddresses): Markup {
  const where = environment ? html`<dt>Environment</dt><dd>${environment}</dd>` : ''
  const similar = mostSimilarUri(sent, registered)
  const difference = similar === null ? null : uriDifference(sent, similar)
  if (similar === null || difference === null) {
    return html`<dl class="compared"><dt>Sent</dt><dd><code translate="no">${visibleText(sent.slice(0, shownCharacters))}</code></dd>${where}</dl>`
  }
  const { at, words } = difference
  const others = registered.length - 1
  return html`<dl class="compared">
<dt>Sent</dt><dd>${marked(sent, at)}</dd>
<dt>Registered</dt><dd>${marked(similar, at)}</dd>
${where}
<dt>Difference</dt><dd>The sent address: ${words.join('; ')}.</dd>
</dl>${others > 0 ? html`<p class="small">${others === 1 ? 'One other address is' : `${others} other addresses are`} registered.</p>` : ''}`
}
