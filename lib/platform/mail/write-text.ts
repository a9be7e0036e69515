import type { MailDocument } from './mail-document'
import { plainLine } from './mail-words'

/** Writes a mail as plain text. */
export function writeText({
  title,
  paragraphs,
  items = [],
  action,
  notes,
  unsubscribeLink,
}: MailDocument): string {
  const blocks = [
    plainLine(title),
    ...paragraphs.map(plainLine),
    ...items.map((item) => `- ${plainLine(item.title)}\n  ${plainLine(item.text)}\n  ${item.link}`),
    `${action.label}:\n${action.link}`,
    '--',
    ...notes.map(plainLine),
    ...(unsubscribeLink === undefined ? [] : [`Stop mails like this one:\n${unsubscribeLink}`]),
  ]
  return `${blocks.join('\n\n')}\n`
}
