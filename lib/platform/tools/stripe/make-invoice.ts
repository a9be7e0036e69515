import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { partlyDone } from '../partly-done'
import type { VendorSession } from '../vendor-session'
import { writeStripe } from './stripe-api'

const invoiceSchema = z.object({
  id: z.string().min(1).max(256),
  status: z.string().max(64).nullable(),
  hosted_invoice_url: z.url().max(4096).nullish(),
})
type Invoice = z.infer<typeof invoiceSchema>

interface WantedInvoice {
  customer: string
  items: readonly { description: string; amount: number }[]
  /** In lower case. */
  currency: string
  daysUntilDue: number
  send: boolean
}

/**
 * Makes an invoice in steps: creates the draft, adds its lines, and with `send` finalizes and emails it. A repetition with the
 * same key repeats the steps with the same idempotency keys, so that each is done once.
 *
 * @throws {ToolFailure} when a step fails. After the draft was created, the message names the invoice
 */
export async function makeInvoice(vendor: VendorSession, wanted: WantedInvoice) {
  const keyOf = stepKeys(vendor)
  const draft = await writeStripe(vendor, {
    path: ['invoices'],
    form: {
      customer: wanted.customer,
      currency: wanted.currency,
      collection_method: 'send_invoice',
      days_until_due: wanted.daysUntilDue,
      auto_advance: false,
      pending_invoice_items_behavior: 'exclude',
    },
    schema: invoiceSchema,
    idempotencyKey: keyOf('create'),
  })

  async function doStep(name: string, state: string, form: Record<string, string | number> = {}) {
    const path = ['invoices', draft.id, name]
    const idempotencyKey = keyOf(name)
    return writeStripe(vendor, { path, form, schema: invoiceSchema, idempotencyKey }).catch(
      (error: unknown) => {
        throw partlyDone(error, {
          done: `The invoice ${draft.id} was created.`,
          rest: `It stays ${state}. Finish or delete it in Stripe before you create another one.`,
          continues: vendor.key !== undefined,
        })
      },
    )
  }

  const complete = await doStep('add_lines', 'a draft without items', linesOf(wanted.items))
  if (!wanted.send) return outputOf(complete)
  await doStep('finalize', 'a draft')
  return outputOf(await doStep('send', 'open, and was not sent'))
}

/** Returns the function that gives each step its idempotency key. */
function stepKeys({ key = randomUUID() }: VendorSession) {
  return (step: string) => createHash('sha256').update(`${key}\n${step}`).digest('hex')
}

function linesOf(items: WantedInvoice['items']) {
  return Object.fromEntries(
    items.flatMap(({ description, amount }, index) => [
      [`lines[${index}][description]`, description],
      [`lines[${index}][amount]`, amount],
    ]),
  )
}

function outputOf({ id, status, hosted_invoice_url }: Invoice) {
  return {
    invoice_id: id,
    status: status ?? 'draft',
    ...(hosted_invoice_url && { url: hosted_invoice_url }),
  }
}
