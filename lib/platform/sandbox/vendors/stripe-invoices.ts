import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { missing, refuse, type StripeAnswer, success } from './stripe-answer'
import { presentInvoice } from './stripe-invoice'
import {
  booleanParameter,
  integerParameter,
  listAnswer,
  listParameters,
  type StripeCall,
  stripeMethod,
} from './stripe-method'
import { customers, type Invoice, invoices } from './stripe-world'

/** Returns a new id in Stripe's form. */
const newId = (prefix: string) => `${prefix}_1${randomUUID().replaceAll('-', '').slice(0, 23)}`

const answer = ({ account }: StripeCall, id: string, invoice: Invoice) =>
  success(presentInvoice(account.id, id, invoice))

export const listInvoices = stripeMethod(
  { ...listParameters, customer: z.string().optional(), status: z.string().optional() },
  async ({ world, account }, { customer, status, ...page }) => {
    const found = (await world.list(invoices)).filter(
      ({ content }) =>
        (customer === undefined || content.customer === customer) &&
        (status === undefined || content.status === status),
    )
    const present = (id: string, invoice: Invoice) => presentInvoice(account.id, id, invoice)
    return listAnswer(found.reverse(), page, { url: '/v1/invoices', kind: 'invoice', present })
  },
)

export const getInvoice = stripeMethod({}, async (call) => {
  const invoice = await call.world.get(invoices, call.id)
  return invoice ? answer(call, call.id, invoice) : missing('invoice', call.id)
})

export const createInvoice = stripeMethod(
  {
    customer: z.string(),
    currency: z.string().length(3).optional(),
    collection_method: z.enum(['send_invoice', 'charge_automatically']).optional(),
    days_until_due: integerParameter.optional(),
    auto_advance: booleanParameter.optional(),
    pending_invoice_items_behavior: z.enum(['include', 'exclude']).optional(),
    description: z.string().optional(),
    metadata: z.record(z.string(), z.string()).optional(),
  },
  async (call, { customer, collection_method, days_until_due, ...given }) => {
    const payer = await call.world.get(customers, customer)
    if (!payer) return missing('customer', customer, 'customer')
    if (collection_method === 'send_invoice') {
      if (days_until_due === undefined)
        return refuse('If collection_method is send_invoice, days_until_due or due_date is needed.')
      if (!payer.email)
        return refuse(
          'Missing email. In order to create invoices that are sent to the customer, the customer must have a valid email.',
        )
    }
    const invoice: Invoice = {
      customer,
      currency: given.currency ?? 'eur',
      created: call.now,
      status: 'draft',
      days_until_due: days_until_due ?? null,
      description: given.description ?? null,
      number: null,
      finalized_at: null,
      amount_paid: 0,
      metadata: given.metadata ?? {},
      lines: [],
    }
    const id = newId('in')
    await call.world.put(invoices, id, invoice)
    return answer(call, id, invoice)
  },
)

/** Creates a method that changes an invoice. `change` returns the fields that change, or a refusal. */
function changing<Shape extends z.ZodRawShape>(
  shape: Shape,
  change: (
    invoice: Invoice,
    parameters: z.output<z.ZodObject<Shape>>,
    call: StripeCall,
  ) => Partial<Invoice> | StripeAnswer,
) {
  return stripeMethod(shape, async (call, parameters) => {
    const invoice = await call.world.get(invoices, call.id)
    if (!invoice) return missing('invoice', call.id)
    const changed = change(invoice, parameters, call)
    if ('body' in changed) return changed
    const next = { ...invoice, ...changed }
    await call.world.put(invoices, call.id, next)
    return answer(call, call.id, next)
  })
}

export const addLines = changing(
  {
    lines: z
      .array(z.strictObject({ amount: integerParameter, description: z.string().optional() }))
      .min(1)
      .max(250),
    invoice_metadata: z.record(z.string(), z.string()).optional(),
  },
  (invoice, { lines, invoice_metadata }) => {
    if (invoice.status !== 'draft') {
      return refuse('This invoice can no longer be edited', { code: 'invoice_not_editable' })
    }
    const added = lines.map(({ amount, description = null }) => ({
      id: newId('il'),
      amount,
      description,
    }))
    return {
      lines: [...invoice.lines, ...added],
      metadata: { ...invoice.metadata, ...invoice_metadata },
    }
  },
)

/** Returns the fields that change when an invoice is finalized. An invoice without an amount is paid at once. */
function finalized(invoice: Invoice, { id, now }: StripeCall): Partial<Invoice> {
  const total = invoice.lines.reduce((sum, { amount }) => sum + amount, 0)
  return {
    status: total > 0 ? 'open' : 'paid',
    number: `${id.slice(-8).toUpperCase()}-0001`,
    finalized_at: now,
  }
}

export const finalizeInvoice = changing(
  { auto_advance: booleanParameter.optional() },
  (invoice, _, call) =>
    invoice.status === 'draft'
      ? finalized(invoice, call)
      : refuse(`This invoice is already finalized, you can't re-finalize a non-draft invoice.`),
)

/** Answers the request to send an invoice. The sandbox sends no mail; it only finalizes a draft. */
export const sendInvoice = changing({}, (invoice, _, call) =>
  invoice.status === 'draft' ? finalized(invoice, call) : {},
)
