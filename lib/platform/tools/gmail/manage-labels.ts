import { z } from 'zod'
import { cursorArgument, nextCursor, pageOf, readPosition } from '../pages'
import { defineTool } from '../tool'
import { gmailIdSchema } from './email'
import { labelSchema, listLabels, presentLabel } from './gmail-label'
import { findOrCreateLabel, labelEmails } from './label-changes'

export const manageLabels = defineTool({
  service: 'gmail',
  name: 'manage_labels',
  description:
    'Lists the labels of Gmail, creates one, or puts labels on mails and takes them off. Taking off "INBOX" archives a mail, and taking off "UNREAD" marks it as read. Putting on "TRASH" deletes it after 30 days.',
  effect: 'changes',
  input: z.object({
    action: z
      .enum(['list', 'create', 'apply', 'remove'])
      .describe('apply puts labels on mails, and remove takes them off.'),
    name: z
      .string()
      .trim()
      .min(1)
      .max(225)
      .optional()
      .describe('For create the name of the new label, for apply and remove that of a label.'),
    label_ids: z
      .array(z.string().min(1).max(256))
      .max(100)
      .optional()
      .describe('For apply and remove: ids of labels, or their names.'),
    email_ids: z.array(gmailIdSchema).max(1000).optional().describe('For apply and remove.'),
    cursor: cursorArgument,
  }),
  output: z.object({
    labels: z.array(labelSchema).optional(),
    label: labelSchema.optional().describe('The new label, or the one with this name already.'),
    changed: z.int().optional().describe('The number of mails.'),
    ...nextCursor,
  }),
  examples: [
    { action: 'list' },
    { action: 'create', name: 'Invoices' },
    { action: 'apply', name: 'Customers', email_ids: ['19a3c1f2d4e50003'] },
    { action: 'remove', label_ids: ['UNREAD'], email_ids: ['19a3c1f2d4e50003'] },
  ],
  async run({ action, name, label_ids = [], email_ids, cursor }, vendor) {
    if (action === 'list') {
      const labels = (await listLabels(vendor)).map(presentLabel)
      const { items, ...next } = pageOf(labels, readPosition({ cursor }, 100), undefined)
      return { labels: items, ...next }
    }
    if (action === 'create') return { label: presentLabel(await findOrCreateLabel(vendor, name)) }
    const labels = name === undefined ? label_ids : [...label_ids, name]
    return { changed: await labelEmails(vendor, { action, labels, emailIds: email_ids }) }
  },
  // A repetition does no harm: `create` looks for the label first, and applying or removing it twice changes nothing.
  findDone: async () => undefined,
})
