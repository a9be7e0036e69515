import type { VendorSession } from '../vendor-session'
import {
  hasKey,
  maxCandidates,
  outcomeUnknown,
  searchByKey,
  searchOrOutcomeUnknown,
} from './call-key'
import { getMessages } from './email'
import { findNewest } from './list-emails'
import { type Mail, mailboxesIn } from './mail-arguments'
import { keyHeader } from './outgoing-mail'

/**
 * Returns the mail that a call with the same key has sent, or `undefined` when there is none.
 *
 * Gmail replaces the Message-ID of some mails when it sends them
 * (https://github.com/FlowCrypt/flowcrypt-browser/issues/4273). So when the search by that id finds none, looks through the
 * mails that were sent last, which are listed before a search finds them, and then through those to the same recipient.
 *
 * @throws {ToolFailure} `outcome_unknown` when nobody can find out
 */
export async function findSentByKey(vendor: VendorSession, { to }: Mail) {
  const { key } = vendor
  if (key === undefined) return undefined
  const [recipient] = mailboxesIn('to', to)
  const toRecipient = `in:sent newer_than:7d to:${recipient?.address}`
  return searchOrOutcomeUnknown(async () => {
    const byId = await findNewest(vendor, { q: `in:sent ${searchByKey(key)}` }, 1)
    if (byId.messages[0]) return byId.messages[0]
    for (const wanted of [{ labelIds: ['SENT'] }, { q: toRecipient }]) {
      const { messages, hasMore } = await findNewest(vendor, wanted, maxCandidates)
      const ids = messages.map(({ id }) => id)
      const candidates = await getMessages(vendor, ids, [keyHeader])
      const found = candidates.find(({ payload }) => hasKey(payload, key))
      if (found || !hasMore) return found
    }
    throw outcomeUnknown()
  })
}
