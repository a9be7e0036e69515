import type { MailDocument } from '../mail-document'
import { momentInWords } from '../mail-words'

export interface ReconnectLinkMail {
  /** The link with which the person reconnects, once. */
  link: string
  /** The name of the service, such as "Google Ads". */
  serviceName: string
  /** The name of the external account that is to be connected again. */
  externalName: string
  /** Milliseconds since 1970. */
  expiresAt: number
  /** The name of the person who asks for it. Null when an API token made the link. */
  askedBy: string | null
  /** The name of the Miteos account. */
  accountName: string
}

/**
 * Returns the mail that asks a person to reconnect one integration with the same external account.
 */
export function reconnectLinkMail({
  link,
  serviceName,
  externalName,
  expiresAt,
  askedBy,
  accountName,
}: ReconnectLinkMail): MailDocument {
  const label = { name: externalName }
  return {
    subject: [`Please reconnect ${serviceName} (`, label, ')'],
    title: [`Please reconnect ${serviceName}`],
    paragraphs: [
      [
        ...(askedBy === null
          ? ['The Miteos account ']
          : [{ name: askedBy }, ' of the Miteos account ']),
        { name: accountName },
        ` asks you to connect ${serviceName} again, as `,
        label,
        '.',
      ],
      [
        `Agents cannot use it until then. Sign in at ${serviceName} as `,
        label,
        ' when you are asked.',
      ],
      [`The link works once, until ${momentInWords(expiresAt)}. Do not pass it on.`],
    ],
    action: { label: `Reconnect ${serviceName}`, link },
    notes: [['If you did not expect this, ignore it. Nothing happens without you.']],
  }
}
