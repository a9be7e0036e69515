import { roleSchema } from '@/lib/contract/api/role'
import type { Database } from '@/lib/storage/database'
import type { MailState, Mails } from '../../mail/mails'
import { invitationMail } from '../../mail/texts/invitation'
import { actorOf, type Caller } from '../caller'

interface InvitationWithLink {
  id: string
  email: string | null
  role: string
  expires_at: number
  link: string
}

/**
 * Queues the mail with the link of a new invitation, in its transaction. Returns the state of the mail, or `undefined` when none
 * is sent.
 */
export async function mailInvitation(
  mails: Mails,
  transaction: Database,
  caller: Caller,
  { id, email, role, expires_at: expiresAt, link }: InvitationWithLink,
): Promise<MailState | undefined> {
  if (email === null) return undefined
  const { accountId, accountName, environment } = caller
  const inviter = actorOf(caller)
  const state = await mails.queue(transaction, {
    accountId,
    environment,
    kind: 'invitation',
    about: id,
    to: email,
    endsAt: expiresAt,
    document: invitationMail({
      link,
      accountName,
      role: roleSchema.parse(role),
      invitedBy: inviter.kind === 'token' ? null : inviter.name,
      expiresAt,
    }),
  })
  return state ?? undefined
}
