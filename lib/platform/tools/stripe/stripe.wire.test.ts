import { expect, test } from 'vitest'
import { runOnWire } from '@/tests/support/tool-wire'
import { createInvoice } from './create-invoice'
import { customerQuery } from './customer-query'
import { listTransactions } from './list-transactions'
import { readCustomers } from './read-customers'

const credential = { accessToken: '', details: { stripe_user_id: 'acct_1Ana' } }
const invoice = {
  customer_id: 'cus_1',
  items: [
    { description: 'Bread & cake', amount: 1050, currency: 'EUR' },
    { description: 'Delivery', amount: 200, currency: 'eur' },
  ],
}
const page = (data: object[], has_more = false) => Response.json({ object: 'list', data, has_more })

test('create_invoice makes a draft, its lines, and sends it, each step under its own key', async () => {
  const { output, sent } = await runOnWire(
    createInvoice,
    { ...invoice, send: true },
    {
      credential,
      key: 'key-of-the-call',
      answer: (_, index) =>
        Response.json({
          id: 'in_1',
          status: index < 2 ? 'draft' : 'open',
          hosted_invoice_url: index < 2 ? null : 'https://invoice.stripe.com/i/1',
        }),
    },
  )
  expect(output).toEqual({
    invoice_id: 'in_1',
    status: 'open',
    url: 'https://invoice.stripe.com/i/1',
  })
  expect(sent.map(({ method, url }) => [method, url])).toEqual([
    ['POST', 'https://api.stripe.com/v1/invoices'],
    ['POST', 'https://api.stripe.com/v1/invoices/in_1/add_lines'],
    ['POST', 'https://api.stripe.com/v1/invoices/in_1/finalize'],
    ['POST', 'https://api.stripe.com/v1/invoices/in_1/send'],
  ])
  expect(sent.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))).toEqual([
    {
      customer: 'cus_1',
      currency: 'eur',
      collection_method: 'send_invoice',
      days_until_due: '30',
      auto_advance: 'false',
      pending_invoice_items_behavior: 'exclude',
    },
    {
      'lines[0][description]': 'Bread & cake',
      'lines[0][amount]': '1050',
      'lines[1][description]': 'Delivery',
      'lines[1][amount]': '200',
    },
    {},
    {},
  ])
  const keys = sent.map(({ headers }) => headers.get('idempotency-key') ?? '')
  expect(new Set(keys).size).toBe(4)
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/)
})

test('every request has the key of the platform, the account and the version', async () => {
  const { sent } = await runOnWire(
    readCustomers,
    { email: 'a+b@example.com', limit: 2 },
    { credential, answer: () => page([]) },
  )
  expect(sent[0]?.url).toBe('https://api.stripe.com/v1/customers?email=a%2Bb%40example.com&limit=2')
  expect(Object.fromEntries(sent[0]?.headers ?? [])).toMatchObject({
    authorization: 'Bearer client-secret',
    'stripe-account': 'acct_1Ana',
    'stripe-version': '2026-10-28.endive',
  })
  const withoutAccount = await runOnWire(readCustomers, {}, { answer: () => page([]) })
  expect(withoutAccount.failure).toMatchObject({ kind: 'needs_reconnecting' })
  expect(withoutAccount.sent).toEqual([])
})

test('without a key, two calls use different idempotency keys', async () => {
  const answer = () => Response.json({ id: 'in_1', status: 'draft' })
  const first = await runOnWire(createInvoice, invoice, { credential, answer })
  const second = await runOnWire(createInvoice, invoice, { credential, answer })
  const keyOf = ({ sent }: typeof first) => sent[0]?.headers.get('idempotency-key')
  expect(keyOf(first)).not.toBe(keyOf(second))
})

test('a text that is not in the search language is searched for in names and addresses', () => {
  expect(customerQuery(' Ana "x" \\ ')).toBe(
    String.raw`name~"Ana \"x\" \\" OR email~"Ana \"x\" \\"`,
  )
  expect(customerQuery('Al')).toBe('name:"Al" OR email:"Al"')
  for (const query of ['name:"Ana"', '-email~"example"', 'metadata["id"]:"1"', 'created>0'])
    expect(customerQuery(query)).toBe(query)
})

test('list_transactions looks for a category in a few pages and leads on', async () => {
  const transaction = (id: string, reporting_category: string) => {
    return { id, amount: 1, fee: 0, net: 1, currency: 'eur', reporting_category, created: 0 }
  }
  const { output, sent } = await runOnWire(
    listTransactions,
    { category: 'refund', since: '2026-11-01' },
    {
      credential,
      answer: (_, index) => page([transaction(`txn_${index}`, 'charge')], true),
    },
  )
  expect(output).toEqual({ transactions: [], next_cursor: expect.any(String) })
  expect(sent).toHaveLength(4)
  expect(Object.fromEntries(new URL(sent[3]?.url ?? '').searchParams)).toEqual({
    limit: '100',
    starting_after: 'txn_2',
    'created[gte]': String(Date.UTC(2026, 10, 1) / 1000),
  })
})

test('names without what cannot be seen are answered, and long ones are cut', async () => {
  const name = `A\u202ena\u0000${'x'.repeat(5000)}`
  const customer = { id: 'cus_1', name, email: null, created: 1_790_845_200 }
  const { output } = await runOnWire(
    readCustomers,
    {},
    {
      credential,
      answer: () => page(Array.from({ length: 100 }, () => customer)),
    },
  )
  expect(output).toMatchObject({ customers: expect.any(Array), next_cursor: expect.any(String) })
  expect(JSON.stringify(output).length).toBeLessThan(20_000)
  expect(JSON.stringify(output)).toContain('"name":"Anaxxx')
})
