import { type Invitation, invitationSchema } from '@/lib/contract/api/invitation'
import type { MailState } from '../../mail/mails'

export interface InvitationRow {
  id: string
  email: string | null
  role: string
  created_at: number
  created_by: string
  expires_at: number
}

/**
 * Returns an invitation as the API answers it.
 *
 * @param mail the state of the mail with the link; absent when no mail is sent
 */
export function presentInvitation(row: InvitationRow, mail?: MailState): Invitation {
  return invitationSchema.parse({
    id: row.id,
    ...(row.email === null ? {} : { email: row.email }),
    role: row.role,
    created_at: new Date(row.created_at).toISOString(),
    created_by: JSON.parse(row.created_by),
    expires_at: new Date(row.expires_at).toISOString(),
    mail,
  })
}
