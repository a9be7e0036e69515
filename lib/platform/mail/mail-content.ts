import { z } from 'zod'
import type { Keyring } from '@/lib/storage/keyring'
import { type OwnedRow, rowIdentity } from '@/lib/storage/row-identity'

/** The recipient and the texts of a mail. */
const contentSchema = z.object({
  to: z.email(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  unsubscribeLink: z.string().optional(),
})
export type MailContent = z.infer<typeof contentSchema>

type Owner = Omit<OwnedRow, 'service'>

/** Seals a mail for the column `mails.content`, because the links in it are secrets. */
export function sealMail(keyring: Keyring, content: MailContent, row: Owner): string {
  return keyring.seal(JSON.stringify(contentSchema.parse(content)), rowIdentity.mailContent(row))
}

/** Opens the mail of a row. Throws when it was sealed for another row. */
export function openMail(keyring: Keyring, content: string, row: Owner): MailContent {
  return contentSchema.parse(JSON.parse(keyring.open(content, rowIdentity.mailContent(row))))
}
