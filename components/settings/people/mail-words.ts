import type { Invitation } from '@/lib/contract/api/invitation'

type MailState = NonNullable<Invitation['mail']>

/** The words for the state of the mail with an invitation, in the list of the open invitations. */
export const mailWords: Record<MailState, string> = {
  queued: 'Mail is on its way',
  sent: 'Mail sent',
  failed: 'The mail could not be delivered. Withdraw the invitation and make another one',
}

/** The words before the address, above the link of a new invitation. */
export const newLinkWords: Record<MailState, string> = {
  queued: 'We are sending this link to',
  sent: 'We sent this link to',
  failed: 'The mail could not be delivered. Send this link yourself to',
}
