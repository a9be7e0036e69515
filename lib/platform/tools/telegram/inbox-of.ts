import type { Inbox } from '../../inboxes/inboxes'
import type { VendorSession } from '../vendor-session'

/** Returns the inbox of the bot whose session this is. Throws when the session belongs to no bot. */
export function inboxOf({ inbox }: VendorSession): Inbox {
  if (!inbox) throw new Error('the session of a bot has no inbox')
  return inbox
}
