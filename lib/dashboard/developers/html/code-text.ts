import { raw } from 'hono/html'
import type { Markup } from '@/lib/http/page'

/**
 * Returns code as the text of an element. Quotes stay as they are, which HTML allows in a text: the examples are full of
 * them, and Next escapes each character of an escape sequence once more for every request.
 */
export function codeText(code: string): Markup {
  return raw(code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
}
