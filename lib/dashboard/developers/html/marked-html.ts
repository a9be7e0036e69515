import { html } from 'hono/html'
import type { MarkedText } from '@/lib/contract/view/developers'
import type { Markup } from '@/lib/http/page'

const marks = /\[([^\]]+)\]\(([^)\s]+)\)|`([^`]+)`|\*\*([^*]+)\*\*/g

/**
 * The addresses that may become links. Others are left out, because the document of the API may
 * come from a remote server.
 */
const allowedAddress = /^(https?:\/\/|\/|#)/

/** Returns a text with its code, strong words and links as HTML. */
export function markedHtml(text: MarkedText): Markup {
  const parts: (Markup | string)[] = []
  let end = 0
  for (const match of text.matchAll(marks)) {
    const [whole, label = '', target, code, strong] = match
    parts.push(text.slice(end, match.index))
    end = match.index + whole.length
    const linkedCode = /^`([^`]+)`$/.exec(label)?.[1]
    if (target !== undefined && allowedAddress.test(target) && linkedCode !== undefined)
      parts.push(html`<a class="mono" translate="no" href="${target}">${linkedCode}</a>`)
    else if (target !== undefined)
      parts.push(
        allowedAddress.test(target)
          ? html`<a href="${target}">${markedHtml(label)}</a>`
          : markedHtml(label),
      )
    else if (code !== undefined) parts.push(html`<code translate="no">${code}</code>`)
    else parts.push(html`<strong>${strong}</strong>`)
  }
  return html`${parts}${text.slice(end)}`
}
