import type { Role } from '@/lib/contract/api/role'
import { roleWords } from '@/lib/contract/view/role-words'
import type { MailDocument } from '../mail-document'
import { momentInWords } from '../mail-words'

export interface InvitationMail {
  /** The link with which the person joins, once. */
  link: string
  accountName: string
  role: Role
  /** The name of the person who invites. Null when an API token made the invitation. */
  invitedBy: string | null
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** Returns the mail that invites a person to an account. */
export function invitationMail({
  link,
  accountName,
  role,
  invitedBy,
  expiresAt,
}: InvitationMail): MailDocument {
  const { name, meaning } = roleWords[role]
  const account = { name: accountName }
  const beginning = invitedBy === null ? ['You are invited'] : [{ name: invitedBy }, ' invites you']
  return {
    subject: [...beginning, ' to ', account, ' on Miteos Integrations'],
    title: ['You are invited to ', account],
    paragraphs: [
      [...beginning, ' to join the account ', account, '.'],
      [`Your role will be ${name}: ${meaning}.`],
      [`The link works once, until ${momentInWords(expiresAt)}. Do not pass it on.`],
    ],
    action: { label: 'Accept the invitation', link },
    notes: [['If you did not expect this, ignore it. Nothing happens without you.']],
  }
}
