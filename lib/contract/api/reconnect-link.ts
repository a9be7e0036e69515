import { z } from 'zod'
import { text, timeSchema } from '../text/text'
import { accountReferenceSchema } from './external-account'

/** The form of the id of a reconnect link. The id is no secret: the link works with its secret only. */
export const reconnectLinkIdPattern = /^rcl_[A-Za-z0-9]{1,64}$/

/** Body of `POST /v1/integrations/{id}/reconnect_link`. */
export const reconnectLinkRequestSchema = z.object({
  /**
   * The address of a person, who need not belong to the account. Without it, the link is for people
   * of the account.
   */
  email: z.email().max(254).optional(),
})
export type ReconnectLinkRequest = z.infer<typeof reconnectLinkRequestSchema>

/** A new link with which an integration is reconnected. This answer is the only one that contains the link. */
export const reconnectLinkSchema = z.object({
  link: text(2048),
  expires_at: timeSchema,
  /** The account at the provider. The link reconnects the integration as this account only. */
  expected_account: accountReferenceSchema,
  /** The state of the mail with the link. `failed` means that no mail is sent. Absent when none was to be sent. */
  mail: z.enum(['queued', 'failed']).optional(),
})
export type ReconnectLink = z.infer<typeof reconnectLinkSchema>

/** Every reason for which a reconnect link ended before it expired. */
export const reconnectLinkEnds = ['reconnected', 'disconnected', 'account_replaced'] as const
export type ReconnectLinkEnd = (typeof reconnectLinkEnds)[number]
