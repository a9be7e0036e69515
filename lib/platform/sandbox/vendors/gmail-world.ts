import { z } from 'zod'
import type { Kind } from '../worlds'
import { mailSchema } from './gmail-mail'

const messageSchema = mailSchema.extend({
  threadId: z.string(),
  labelIds: z.array(z.string()),
  /** Milliseconds since 1970. */
  internalDate: z.number(),
})
export type Message = z.infer<typeof messageSchema>

const draftSchema = z.object({ messageId: z.string() })
const labelSchema = z.object({
  name: z.string(),
  messageListVisibility: z.string(),
  labelListVisibility: z.string(),
})
export type Label = z.infer<typeof labelSchema>

/** The mails of a mailbox, by their ids. The mail of a draft is one of them. */
export const messages: Kind<Message> = { name: 'message', schema: messageSchema }
/** The drafts, by their ids. */
export const drafts: Kind<z.infer<typeof draftSchema>> = { name: 'draft', schema: draftSchema }
/** The labels that people have created, by their ids. */
export const labels: Kind<Label> = { name: 'label', schema: labelSchema }

/** The labels that every mailbox has. The name of each is its id. */
export const systemLabels = [
  'CHAT',
  'SENT',
  'INBOX',
  'IMPORTANT',
  'TRASH',
  'DRAFT',
  'SPAM',
  'CATEGORY_FORUMS',
  'CATEGORY_UPDATES',
  'CATEGORY_PERSONAL',
  'CATEGORY_PROMOTIONS',
  'CATEGORY_SOCIAL',
  'STARRED',
  'UNREAD',
]
/** The labels that only Gmail itself puts on a mail. */
export const reservedLabels = ['SENT', 'DRAFT', 'CHAT']
