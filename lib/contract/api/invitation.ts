import { z } from 'zod'
import { text, timeSchema } from '../text/text'
import { actorSchema } from './actor'
import { roleSchema } from './role'

export const invitationIdPattern = /^inv_[A-Za-z0-9]{1,64}$/
export const invitationIdSchema = z.string().max(68).regex(invitationIdPattern)

/** An invitation to join an account, without its link. */
export const invitationSchema = z.object({
  id: invitationIdSchema,
  /** The address of the invited person. Absent when anybody who has the link may use it. */
  email: text(254).optional(),
  /** The role that the person gets. */
  role: roleSchema,
  created_at: timeSchema,
  created_by: actorSchema,
  expires_at: timeSchema,
  /** The state of the mail with the link. Absent when none was to be sent. */
  mail: z.enum(['queued', 'sent', 'failed']).optional(),
})
export type Invitation = z.infer<typeof invitationSchema>

/** The list is oldest first. It has no invitation that was accepted or withdrawn, or has expired. */
export const invitationListSchema = z.array(invitationSchema)

/** The answer to the request that creates an invitation: the only one that contains its link. */
export const newInvitationSchema = invitationSchema.extend({ link: text(2048) })
export type NewInvitation = z.infer<typeof newInvitationSchema>

/** Body of `POST /v1/invitations`. */
export const inviteRequestSchema = z.object({
  email: z.email().max(254).optional(),
  role: roleSchema,
})
export type InviteRequest = z.infer<typeof inviteRequestSchema>
