import { z } from 'zod'
import { defineTool } from '../tool'
import { invalidArgument } from '../tool-failure'
import { invoiceSchema, paymentIntentSchema } from './payment-schemas'
import { readStripe } from './stripe-api'

export const checkPaymentStatus = defineTool({
  service: 'stripe',
  name: 'check_payment_status',
  description:
    'Says whether an invoice or a payment of Stripe is paid, and how much of it. Give exactly one of the two ids.',
  effect: 'reads',
  input: z.object({
    invoice_id: z
      .string()
      .regex(/^in_\w{1,200}$/, 'it begins with in_')
      .optional()
      .describe('The id of an invoice, such as "in_1Abc".'),
    payment_intent_id: z
      .string()
      .regex(/^pi_\w{1,200}$/, 'it begins with pi_')
      .optional()
      .describe('The id of a PaymentIntent, such as "pi_1Abc".'),
  }),
  output: z.object({
    status: z
      .string()
      .describe('Of an invoice: draft, open, paid, void, uncollectible. A payment: succeeded, …'),
    amount_due: z.int().describe('In the smallest unit of the currency.'),
    amount_paid: z.int(),
    amount_remaining: z.int(),
    currency: z.string(),
  }),
  examples: [{ invoice_id: 'in_1SandboxOpen0001' }, { payment_intent_id: 'pi_1SandboxPaid0001' }],
  async run({ invoice_id, payment_intent_id }, vendor) {
    if (invoice_id !== undefined && payment_intent_id !== undefined)
      throw invalidArgument('payment_intent_id', 'give only one of the two ids')
    if (invoice_id !== undefined) {
      return readStripe(vendor, { path: ['invoices', invoice_id], schema: invoiceSchema })
    }
    if (payment_intent_id === undefined)
      throw invalidArgument('invoice_id', 'give it, or payment_intent_id')
    const path = ['payment_intents', payment_intent_id]
    return readStripe(vendor, { path, schema: paymentIntentSchema })
  },
})
