import type { Invitation } from '@/lib/contract/api/invitation'

type MailState = NonNullable<Invitation['mail']>

const lateWords =
  'Not delivered yet: the mail server has not accepted the mail, and Miteos goes on trying. To send the link yourself, withdraw the invitation and make another one'

const mailWords: Record<MailState, string> = {
  queued: 'Mail is on its way',
  sent: 'Mail sent',
  failed: 'The mail could not be delivered. Withdraw the invitation and make another one',
}

/** A mail that is not accepted within this time waits for another try. */
const soonMs = 60_000

/** Returns the words for the state of the mail with an invitation, as it was at a time. */
export function mailSentence(
  { mail, created_at: createdAt }: Pick<Invitation, 'mail' | 'created_at'>,
  at: number,
): string | null {
  if (!mail) return null
  const isLate = mail === 'queued' && at - Date.parse(createdAt) > soonMs
  return isLate ? lateWords : mailWords[mail]
}

/** The words before the address, above the link of a new invitation. */
export const newLinkWords: Record<MailState, string> = {
  queued: 'We are sending this link to',
  sent: 'We sent this link to',
  failed: 'The mail could not be delivered. Send this link yourself to',
}
