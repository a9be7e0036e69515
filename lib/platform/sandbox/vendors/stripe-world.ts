import { z } from 'zod'
import type { Kind, Seed } from '../worlds'

/** Seconds since 1970. */
const time = z.number()

const customerSchema = z.object({
  name: z.string().nullable(),
  email: z.string().nullable(),
  created: time,
})
export type Customer = z.infer<typeof customerSchema>

const invoiceSchema = z.object({
  customer: z.string(),
  currency: z.string(),
  created: time,
  status: z.enum(['draft', 'open', 'paid']),
  days_until_due: z.number().nullable(),
  description: z.string().nullable(),
  number: z.string().nullable(),
  finalized_at: time.nullable(),
  amount_paid: z.number(),
  metadata: z.record(z.string(), z.string()),
  lines: z.array(
    z.object({ id: z.string(), description: z.string().nullable(), amount: z.number() }),
  ),
})
export type Invoice = z.infer<typeof invoiceSchema>

const paymentIntentSchema = z.object({
  amount: z.number(),
  amount_received: z.number(),
  currency: z.string(),
  customer: z.string().nullable(),
  status: z.string(),
  created: time,
})

const balanceTransactionSchema = z.object({
  type: z.string(),
  reporting_category: z.string(),
  amount: z.number(),
  fee: z.number(),
  currency: z.string(),
  description: z.string().nullable(),
  created: time,
})

const doneRequestSchema = z.object({ request: z.string(), body: z.looseObject({}) })

export const customers: Kind<Customer> = { name: 'customer', schema: customerSchema }
export const invoices: Kind<Invoice> = { name: 'invoice', schema: invoiceSchema }
export const paymentIntents: Kind<z.infer<typeof paymentIntentSchema>> = {
  name: 'payment_intent',
  schema: paymentIntentSchema,
}
export const balanceTransactions: Kind<z.infer<typeof balanceTransactionSchema>> = {
  name: 'balance_transaction',
  schema: balanceTransactionSchema,
}
/** The answers to writes with an idempotency key, by the key. `request` is a hash of the path and the parameters. */
export const doneRequests: Kind<z.infer<typeof doneRequestSchema>> = {
  name: 'done_request',
  schema: doneRequestSchema,
}

/** 2026-10-01 at 09:00 UTC. */
const begin = 1_790_845_200
const day = 86_400

const seededCustomers = [
  ['cus_SandboxMara0001', 'Mara Weber', 'mara@example.com'],
  ['cus_SandboxJon00002', 'Jon Adeyemi', 'jon@example.com'],
  ['cus_SandboxLena0003', 'Lena Weber', 'lena@example.com'],
  ['cus_SandboxNord0004', 'Studio Nord', null],
] as const

const seededTransactions = [
  ['txn_1Sandbox0001', 'charge', 'charge', 24_000, 720],
  ['txn_1Sandbox0002', 'charge', 'charge', 9_900, 317],
  ['txn_1Sandbox0003', 'stripe_fee', 'fee', -200, 0],
  ['txn_1Sandbox0004', 'refund', 'refund', -9_900, 0],
  ['txn_1Sandbox0005', 'charge', 'charge', 4_500, 161],
  ['txn_1Sandbox0006', 'payout', 'payout', -20_000, 0],
] as const

/** Writes the customers, invoices and payments with which each account begins. */
export const seedStripe: Seed = async (world) => {
  for (const [index, [id, name, email]] of seededCustomers.entries()) {
    await world.put(customers, id, { name, email, created: begin + index * day })
  }
  const invoice = { currency: 'eur', days_until_due: 30, description: null, metadata: {} }
  await world.put(invoices, 'in_1SandboxPaid0001', {
    ...invoice,
    customer: 'cus_SandboxMara0001',
    created: begin + 4 * day,
    status: 'paid',
    number: 'SANDBOX-0001',
    finalized_at: begin + 4 * day,
    amount_paid: 24_000,
    lines: [{ id: 'il_1Sandbox0001', description: 'Wedding cake', amount: 24_000 }],
  })
  await world.put(invoices, 'in_1SandboxOpen0001', {
    ...invoice,
    customer: 'cus_SandboxJon00002',
    created: begin + 6 * day,
    status: 'open',
    number: 'SANDBOX-0002',
    finalized_at: begin + 6 * day,
    amount_paid: 0,
    lines: [
      { id: 'il_1Sandbox0002', description: 'Bread, 40 loaves', amount: 16_000 },
      { id: 'il_1Sandbox0003', description: 'Delivery', amount: 1_500 },
    ],
  })
  const payment = { currency: 'eur', customer: 'cus_SandboxMara0001', created: begin + 4 * day }
  await world.put(paymentIntents, 'pi_1SandboxPaid0001', {
    ...payment,
    amount: 24_000,
    amount_received: 24_000,
    status: 'succeeded',
  })
  await world.put(paymentIntents, 'pi_1SandboxOpen0001', {
    ...payment,
    amount: 17_500,
    amount_received: 0,
    status: 'requires_payment_method',
  })
  for (const [index, [id, type, reporting_category, amount, fee]] of seededTransactions.entries()) {
    const created = begin + (5 + 3 * index) * day
    const transaction = { type, reporting_category, amount, fee, currency: 'eur', created }
    await world.put(balanceTransactions, id, { ...transaction, description: null })
  }
}
