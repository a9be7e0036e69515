import { z } from 'zod'
import { defineTool, repeatWithSameKey } from '../tool'
import { invalidArgument } from '../tool-failure'
import { itemArgument } from './invoice-item'
import { makeInvoice } from './make-invoice'

export const createInvoice = defineTool({
  service: 'stripe',
  name: 'create_invoice',
  description:
    'Creates an invoice in Stripe for a customer, as a draft. With `send: true` it is finalized, so that it cannot be edited any more, and emailed to the customer.',
  effect: 'adds',
  input: z.object({
    customer_id: z
      .string()
      .regex(/^cus_\w{1,200}$/, 'it begins with cus_')
      .describe('The id of a customer, which read_customers finds.'),
    items: z
      .array(itemArgument)
      .min(1)
      .max(100)
      .describe('The lines. A negative amount is a credit.'),
    days_until_due: z.int().min(0).max(365).optional().describe('30 when absent.'),
    send: z.boolean().optional().describe('Whether to email it now. False when absent.'),
  }),
  output: z.object({
    invoice_id: z.string(),
    status: z.string(),
    url: z.string().optional().describe('The page on which the customer pays. Not for a draft.'),
  }),
  examples: [
    {
      customer_id: 'cus_SandboxMara0001',
      items: [{ description: 'Consulting, 2 hours', amount: 18000, currency: 'eur' }],
    },
  ],
  async run({ customer_id, items, days_until_due = 30, send = false }, vendor) {
    const [currency = '', ...others] = new Set(items.map((item) => item.currency.toLowerCase()))
    if (others.length > 0) throw invalidArgument('items', 'all items need the same currency')
    return makeInvoice(vendor, {
      customer: customer_id,
      items: items.map(({ description, amount }) => ({ description, amount })),
      currency,
      daysUntilDue: days_until_due,
      send,
    })
  },
  findDone: repeatWithSameKey,
})
