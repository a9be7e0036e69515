import MailComposer, { type MailComposerOptions } from 'nodemailer/lib/mail-composer'
import { findAccount } from '../accounts'
import type { Seed } from '../worlds'
import { readMail } from './gmail-mail'
import { drafts, labels, messages } from './gmail-world'

interface SeededMail extends MailComposerOptions {
  id: string
  threadId?: string
  labelIds: string[]
  at: string
}

const tomas = { name: 'Tomas Berg', address: 'tomas@northwind.example' }
const invoiceId = '<invoice-1042@northwind.example>'

const topics = ['Sales', 'Support', 'Hiring', 'The new website', 'Office', 'Security', 'Finance']
const minutes = topics.map((topic, index) => {
  const points = Array.from(
    { length: 40 },
    (_, point) =>
      `${index + 1}.${point + 1} ${topic}: we went through the open points and agreed on the next steps.`,
  )
  return `${index + 1}. ${topic}\n\n${points.join('\n')}`
})

/** Returns the mails with which each mailbox begins, oldest first. */
function seededMails(me: { name: string; address: string }): SeededMail[] {
  return [
    {
      id: '19a3c1f2d4e50004',
      labelIds: ['INBOX', 'CATEGORY_PERSONAL'],
      at: '2026-10-28T16:20:00Z',
      from: { name: 'Mara Stein', address: 'mara@acme.example' },
      to: ['all@acme.example', me],
      subject: 'Minutes of the meeting in October',
      text: `Hello all,\n\nthe minutes are below.\n\n${minutes.join('\n\n')}\n\nMara`,
    },
    {
      id: '19a3c1f2d4e50005',
      labelIds: ['INBOX', 'CATEGORY_UPDATES'],
      at: '2026-10-29T07:05:00Z',
      from: { name: 'Swift Parcels', address: 'tracking@parcels.example' },
      to: me,
      subject: 'Your parcel arrives tomorrow',
      html: '<html><head><title>Parcel</title><style>p { color: #333 }</style></head><body><p>Good news!</p><p>Your parcel <b>SP&nbsp;2048&#8209;77</b> arrives tomorrow between 9:00 &amp; 11:00.</p><p><a href="https://parcels.example/track">Track it</a></p></body></html>',
    },
    {
      id: '19a3c1f2d4e50001',
      labelIds: ['INBOX', 'IMPORTANT', 'CATEGORY_PERSONAL', 'Label_1'],
      at: '2026-10-30T08:15:00Z',
      from: tomas,
      to: me,
      messageId: invoiceId,
      subject: 'Invoice 1042',
      text: 'Hello,\n\nour invoice 1042 of 12 October has not been paid yet. Could you look into it?\n\nTomas Berg\nNorthwind',
    },
    {
      id: '19a3c1f2d4e50002',
      threadId: '19a3c1f2d4e50001',
      labelIds: ['SENT'],
      at: '2026-10-30T09:40:00Z',
      from: me,
      to: tomas,
      inReplyTo: invoiceId,
      references: invoiceId,
      subject: 'Re: Invoice 1042',
      text: 'Hello Tomas,\n\nthank you, I will ask our accounting today.',
    },
    {
      id: '19a3c1f2d4e50006',
      labelIds: ['INBOX', 'STARRED', 'CATEGORY_PERSONAL'],
      at: '2026-10-31T18:30:00Z',
      from: { name: 'Zoë Müller', address: 'zoe@alpine.example' },
      to: me,
      subject: 'Grüße aus Zürich',
      text: 'Liebe Grüße aus Zürich! Die Bilder schicke ich morgen.\n\nZoë',
      html: '<p>Liebe Grüße aus Zürich! Die Bilder schicke ich morgen.</p><p>Zoë</p>',
    },
    {
      id: '19a3c1f2d4e50003',
      labelIds: ['INBOX', 'UNREAD', 'CATEGORY_PERSONAL'],
      at: '2026-11-01T10:00:00Z',
      from: { name: 'Priya Nair', address: 'priya@acme.example' },
      to: me,
      cc: 'mara@acme.example',
      subject: 'Agenda for Monday',
      text: 'Hi,\n\nwe meet on Monday at 10:00. Please bring the figures of October.\n\nPriya',
    },
    {
      id: '19a3c1f2d4e50007',
      labelIds: ['DRAFT'],
      at: '2026-11-01T11:00:00Z',
      from: me,
      to: 'priya@acme.example',
      subject: 'Figures of October',
      text: 'Hi Priya,\n\nthe figures are',
    },
  ]
}

/** Writes the mails, the label and the draft with which each mailbox begins. */
export const seedGmail: Seed = async (world, { subject }) => {
  const { email = '', name = '' } = findAccount('gmail', subject).facts
  const visible = { messageListVisibility: 'show', labelListVisibility: 'labelShow' }
  await world.put(labels, 'Label_1', { name: 'Customers', ...visible })
  for (const seeded of seededMails({ name, address: email })) {
    const { id, threadId = id, labelIds, at, ...mail } = seeded
    const messageId = mail.messageId ?? `<${id}@mail.example>`
    const raw = await new MailComposer({ ...mail, messageId, date: at }).compile().build()
    const internalDate = Date.parse(at)
    await world.put(messages, id, { ...(await readMail(raw)), threadId, labelIds, internalDate })
  }
  await world.put(drafts, 'r2048000000000000001', { messageId: '19a3c1f2d4e50007' })
}
