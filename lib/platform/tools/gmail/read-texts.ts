import { type Position, pageOf } from '../pages'
import type { VendorSession } from '../vendor-session'
import { getMessages, presentEmail } from './email'
import { bodyTextOf, piecesOf } from './mail-body'

/**
 * Returns mails with their texts, as many as fit into one answer. A text that is too long for one item goes on in the
 * next item.
 *
 * @param position its `page` is an index in `ids`
 */
export async function readTexts(vendor: VendorSession, ids: readonly string[], position: Position) {
  const begin = Number(position.page ?? 0) || 0
  const end = begin + position.limit
  const pieces = (await getMessages(vendor, ids.slice(begin, end))).flatMap((message) =>
    piecesOf(bodyTextOf(message.payload ?? {})).map((body_text) => ({
      ...presentEmail(message),
      body_text,
    })),
  )
  const nextPage = end < ids.length ? String(end) : undefined
  const { items, ...next } = pageOf(pieces, position, nextPage)
  return { emails: items, ...next }
}
