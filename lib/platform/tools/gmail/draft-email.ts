import { z } from 'zod'
import { defineTool } from '../tool'
import { gmailReferenceSchema } from './email'
import { findDraftByKey } from './find-draft'
import { callGmail } from './gmail-api'
import { mailArguments } from './mail-arguments'
import { composeMail } from './outgoing-mail'

const draftSchema = z.object({ id: z.string().max(128), message: gmailReferenceSchema })

export const draftEmail = defineTool({
  service: 'gmail',
  name: 'draft_email',
  description:
    'Writes a draft in Gmail, which a person can look at, change and send. Nothing is sent. send_email sends it by its draft_id.',
  effect: 'adds',
  input: mailArguments,
  output: z.object({ draft_id: z.string(), message_id: z.string(), thread_id: z.string() }),
  examples: [
    {
      to: ['tomas@northwind.example'],
      subject: 'Our meeting',
      body_text: 'Hello Tomas,\n\nwould Tuesday at 10:00 suit you?',
    },
  ],
  async run(mail, vendor) {
    const draft = await callGmail(vendor, 'POST', '/drafts', {
      json: { message: await composeMail(vendor, mail) },
      schema: draftSchema,
      writes: true,
    })
    return presentDraft(draft)
  },
  async findDone(_, vendor) {
    const draft = await findDraftByKey(vendor)
    return draft && presentDraft(draft)
  },
})

function presentDraft({ id, message }: z.infer<typeof draftSchema>) {
  return { draft_id: id, message_id: message.id, thread_id: message.threadId }
}
