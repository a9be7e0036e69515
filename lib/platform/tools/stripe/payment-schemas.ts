import { z } from 'zod'

const amount = z.int()
const text = z.string().max(64)

/** The state of an invoice. Its status may be null (https://docs.stripe.com/api/invoices/object). */
export const invoiceSchema = z.object({
  status: text.nullable().transform((status) => status ?? 'draft'),
  currency: text,
  amount_due: amount,
  amount_paid: amount,
  amount_remaining: amount,
})

/** The state of a PaymentIntent, under the names that an invoice has. */
export const paymentIntentSchema = z
  .object({ status: text, currency: text, amount, amount_received: amount })
  .transform(({ status, currency, amount, amount_received }) => ({
    status,
    currency,
    amount_due: amount,
    amount_paid: amount_received,
    amount_remaining: status === 'canceled' ? 0 : amount - amount_received,
  }))
