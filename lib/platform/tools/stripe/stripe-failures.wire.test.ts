import { expect, test } from 'vitest'
import { runOnWire } from '@/tests/support/tool-wire'
import { checkPaymentStatus } from './check-payment-status'
import { createInvoice } from './create-invoice'
import { listTransactions } from './list-transactions'
import { readCustomers } from './read-customers'

const credential = { accessToken: '', details: { stripe_user_id: 'acct_1Ana' } }
const item = { description: 'Bread', amount: 1050, currency: 'eur' }
const invoice = { customer_id: 'cus_1', items: [item] }
const refusal = (status: number, error: object) => () => Response.json({ error }, { status })

test.each([
  [401, { type: 'invalid_request_error' }, 'unavailable'],
  [403, { code: 'more_permissions_required' }, 'not_granted'],
  [404, { code: 'resource_missing', message: 'No such customer' }, 'vendor_refused'],
  [400, { type: 'idempotency_error' }, 'idempotency_conflict'],
  [409, { type: 'idempotency_error', code: 'idempotency_key_in_use' }, 'unavailable'],
  [402, { type: 'card_error' }, 'vendor_refused'],
  [429, { code: 'rate_limit' }, 'rate_limited'],
  [500, { type: 'api_error' }, 'outcome_unknown'],
  [503, { type: 'api_error' }, 'unavailable'],
])('the status %i with the error %j is %s', async (status, error, kind) => {
  const answer = refusal(status, error)
  const { failure, sent } = await runOnWire(createInvoice, invoice, { credential, answer })
  expect(failure).toMatchObject({ kind })
  expect(sent).toHaveLength(1)
})

test('an account that is not connected any more refuses the token', async () => {
  const answer = refusal(403, { code: 'account_invalid' })
  const { failure } = await runOnWire(readCustomers, {}, { credential, answer })
  expect(failure).toEqual(new Error('the token was refused'))
})

test.each([
  ['a web page', () => new Response('<h1>x</h1>', { headers: { 'content-type': 'text/html' } })],
  ['an answer of another form', () => Response.json({ id: 7 })],
  ['an error of the gateway', () => new Response('', { status: 502 })],
])('after %s nobody knows whether an invoice was created', async (_, answer) => {
  const { failure } = await runOnWire(createInvoice, invoice, { credential, answer })
  expect(failure).toMatchObject({ kind: 'outcome_unknown' })
  const call = { invoice_id: 'in_1' }
  const read = await runOnWire(checkPaymentStatus, call, { credential, answer })
  expect(read.failure).toMatchObject({ kind: 'unavailable' })
})

test('after an unclear answer to the email the failure names the invoice and does not say its state', async () => {
  const { failure } = await runOnWire(
    createInvoice,
    { ...invoice, send: true },
    {
      credential,
      answer: ({ url }) =>
        url.endsWith('/send')
          ? new Response('', { status: 502 })
          : Response.json({ id: 'in_1', status: 'open' }),
    },
  )
  expect(failure).toMatchObject({
    kind: 'outcome_unknown',
    message: expect.stringContaining('The invoice in_1 was created. Then: Stripe gave no clear'),
  })
})

test.each([
  ['an id of another kind', checkPaymentStatus, { invoice_id: 'pi_1' }],
  ['a path in an id', checkPaymentStatus, { invoice_id: 'in_1/../../x' }],
  ['a part of a cent', createInvoice, { ...invoice, items: [{ ...item, amount: 1.5 }] }],
  ['no items', createInvoice, { ...invoice, items: [] }],
])('%s is refused before anything is sent', (_, tool, call) => {
  expect(() => tool.prepare(call)).toThrow('is not valid')
})

test('an email and a query together, and two ids together, are refused', async () => {
  const answer = () => Response.json({ data: [], has_more: false })
  const both = { email: 'a@example.com', query: 'Ana' }
  expect((await runOnWire(readCustomers, both, { credential, answer })).failure).toMatchObject({
    kind: 'invalid_arguments',
  })
  const ids = { invoice_id: 'in_1', payment_intent_id: 'pi_1' }
  expect((await runOnWire(checkPaymentStatus, ids, { credential, answer })).failure).toMatchObject({
    kind: 'invalid_arguments',
  })
})

test('a period that ends before it begins is refused before anything is sent', async () => {
  const answer = () => Response.json({ data: [], has_more: false })
  const list = (period: object) => runOnWire(listTransactions, period, { credential, answer })
  const wrong = await list({ since: '2026-02-01', until: '2026-01-31T23:00:00Z' })
  expect(wrong.failure).toMatchObject({
    kind: 'invalid_arguments',
    message: 'The argument "since" is not valid: it is after "until".',
  })
  expect(wrong.sent).toEqual([])
  const sameDay = await list({ since: '2026-02-01', until: '2026-02-01T00:00:00Z' })
  expect(sameDay.failure).toBeUndefined()
})
