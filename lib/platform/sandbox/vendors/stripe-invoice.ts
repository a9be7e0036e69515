import type { Invoice } from './stripe-world'

const day = 86_400

/** Returns an invoice in the form of Stripe's API. */
export function presentInvoice(accountId: string, id: string, invoice: Invoice) {
  const { lines, status, finalized_at, amount_paid, days_until_due, ...fields } = invoice
  const total = lines.reduce((sum, { amount }) => sum + amount, 0)
  const amount_due = Math.max(total, 0)
  const page = finalized_at === null ? null : `https://invoice.stripe.com/i/${accountId}/test_${id}`
  return {
    id,
    object: 'invoice',
    ...fields,
    status,
    total,
    subtotal: total,
    amount_due,
    amount_paid,
    amount_remaining: amount_due - amount_paid,
    amount_overpaid: 0,
    attempted: false,
    attempt_count: 0,
    auto_advance: false,
    billing_reason: 'manual',
    collection_method: 'send_invoice',
    due_date: days_until_due === null ? null : invoice.created + days_until_due * day,
    hosted_invoice_url: page,
    invoice_pdf: page && `${page}/pdf`,
    livemode: false,
    period_start: invoice.created,
    period_end: invoice.created,
    status_transitions: {
      finalized_at,
      marked_uncollectible_at: null,
      paid_at: status === 'paid' ? finalized_at : null,
      voided_at: null,
    },
    lines: {
      object: 'list',
      url: `/v1/invoices/${id}/lines`,
      has_more: false,
      data: lines.map((line) => ({
        ...line,
        object: 'line_item',
        currency: fields.currency,
        discountable: true,
        invoice: id,
        livemode: false,
        metadata: {},
        period: { start: invoice.created, end: invoice.created },
        quantity: 1,
      })),
    },
  }
}
