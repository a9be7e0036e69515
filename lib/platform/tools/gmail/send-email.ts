import { z } from 'zod'
import { defineTool } from '../tool'
import { gmailReferenceSchema } from './email'
import { requireDraft } from './find-draft'
import { findSentByKey } from './find-sent'
import { callGmail } from './gmail-api'
import { draftOrMail, sendArguments } from './mail-arguments'
import { composeMail } from './outgoing-mail'

export const sendEmail = defineTool({
  service: 'gmail',
  name: 'send_email',
  description:
    'Sends a mail from the address of the account, or a draft that draft_email has written. Nobody can take back a mail that was sent.',
  effect: 'adds',
  input: sendArguments,
  output: z.object({ message_id: z.string(), thread_id: z.string() }),
  examples: [
    {
      to: ['Priya Nair <priya@acme.example>'],
      subject: 'Monday',
      body_text: 'Hello Priya,\n\nI will be there at ten.',
    },
    {
      reply_to_id: '19a3c1f2d4e50001',
      to: ['tomas@northwind.example'],
      subject: 'Re: Invoice 1042',
      body_text: 'Hello Tomas,\n\nwe have paid the invoice today.',
    },
  ],
  async run(given, vendor) {
    const { draftId, mail } = draftOrMail(given)
    const json = mail ? await composeMail(vendor, mail) : { id: draftId }
    const sent = await callGmail(vendor, 'POST', mail ? '/messages/send' : '/drafts/send', {
      json,
      schema: gmailReferenceSchema,
      writes: true,
    })
    return presentSent(sent)
  },
  async findDone(given, vendor) {
    const { draftId, mail } = draftOrMail(given)
    if (!mail) return requireDraft(vendor, draftId)
    const sent = await findSentByKey(vendor, mail)
    return sent && presentSent(sent)
  },
})

function presentSent({ id, threadId }: z.infer<typeof gmailReferenceSchema>) {
  return { message_id: id, thread_id: threadId }
}
