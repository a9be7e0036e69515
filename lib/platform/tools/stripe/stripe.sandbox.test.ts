import { beforeAll, expect, it } from 'vitest'
import { codeOf, consent, form, redirectUri, sandboxOn } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'
import { toolsInSandbox } from '@/tests/support/tool-in-sandbox'
import type { Tool } from '../tool'
import { checkPaymentStatus } from './check-payment-status'
import { createInvoice } from './create-invoice'
import { listTransactions } from './list-transactions'
import { readCustomers } from './read-customers'
import { stripeTools } from './stripe-tools'

const secret = 'sk_test_sandbox'
const invoice = {
  customer_id: 'cus_SandboxJon00002',
  items: [
    { description: 'Bread', amount: 1050, currency: 'EUR' },
    { description: 'Discount', amount: -50, currency: 'eur' },
  ],
}

describeOnBothStores('the tools of Stripe', async (openStore) => {
  const testSandbox = sandboxOn(await openStore())
  let account = ''

  async function connect(scope: string): Promise<string> {
    const url = new URL('http://localhost:3000/sandbox/stripe/oauth/authorize')
    url.search = new URLSearchParams({
      client_id: 'ca_sandbox',
      redirect_uri: redirectUri,
      response_type: 'code',
      scope,
    }).toString()
    const code = codeOf(await consent(testSandbox, url))
    const exchange = { grant_type: 'authorization_code', code, client_secret: secret }
    const answer = await testSandbox.ask('stripe', '/oauth/token', form(exchange))
    const { stripe_user_id } = await answer.json()
    return stripe_user_id
  }

  beforeAll(async () => {
    account = await connect('read_write')
  })

  const run = (
    tool: Tool,
    given: object,
    {
      key,
      intercept,
    }: { key?: string; intercept?: (request: Request) => Promise<Response | undefined> } = {},
  ) =>
    toolsInSandbox(testSandbox, {
      credential: { details: { stripe_user_id: account } },
      intercept,
    }).run(tool, given, key)

  it.each(
    stripeTools.flatMap((tool) =>
      tool.examples.map((example) => [tool.name, example, tool] as const),
    ),
  )('%s runs its example %j, also a second time', async (_, example, tool) => {
    expect(Object.keys(await run(tool, example))).not.toHaveLength(0)
    await run(tool, example)
  })

  it('an invoice that was created and sent is open for its whole amount', async () => {
    const sent = await run(createInvoice, { ...invoice, days_until_due: 7, send: true })
    expect(sent).toMatchObject({ status: 'open', url: expect.stringContaining('https://') })
    expect(await run(checkPaymentStatus, { invoice_id: sent.invoice_id })).toEqual({
      status: 'open',
      amount_due: 1000,
      amount_paid: 0,
      amount_remaining: 1000,
      currency: 'eur',
    })
  })

  it('an invoice is a draft unless it is to be sent, and one key makes one invoice', async () => {
    const first = await run(createInvoice, invoice, { key: 'key-1' })
    expect(first).toEqual({ invoice_id: expect.any(String), status: 'draft' })
    expect(await run(createInvoice, invoice, { key: 'key-1' })).toEqual(first)
    expect(await run(createInvoice, invoice, { key: 'key-2' })).not.toEqual(first)
  })

  it.each([
    ['add_lines', 'a draft without items'],
    ['finalize', 'a draft'],
    ['send', 'open, and was not sent'],
  ])(
    'after a failed %s the failure names the invoice, and the same key completes it',
    async (step, state) => {
      let isBroken = true
      const intercept = async ({ url }: Request) =>
        isBroken && url.endsWith(`/${step}`)
          ? new Response('', { status: 503, headers: { 'retry-after': '1' } })
          : undefined
      const call = { ...invoice, send: true }
      await expect(run(createInvoice, call, { intercept })).rejects.toMatchObject({
        kind: 'vendor_refused',
        message: expect.stringMatching(
          new RegExp(`The invoice in_\\w+ was created.*stays ${state}`),
        ),
      })
      const key = `broken-${step}`
      await expect(run(createInvoice, call, { intercept, key })).rejects.toMatchObject({
        kind: 'unavailable',
        message: expect.stringContaining('Repeat the call with the same key'),
      })
      isBroken = false
      const done = await run(createInvoice, call, { key })
      expect(await run(checkPaymentStatus, { invoice_id: done.invoice_id })).toMatchObject({
        amount_due: 1000,
      })
    },
  )

  it('customers are found by an address, by a part of a name and page by page', async () => {
    expect(await run(readCustomers, { email: 'mara@example.com' })).toEqual({
      customers: [
        {
          id: 'cus_SandboxMara0001',
          name: 'Mara Weber',
          email: 'mara@example.com',
          created_at: '2026-10-01T09:00:00.000Z',
        },
      ],
    })
    const names = ({ customers }: Record<string, unknown>) =>
      JSON.parse(JSON.stringify(customers)).map(({ name }: { name: string }) => name)
    const first = await run(readCustomers, { query: 'weber', limit: 1 })
    expect(names(first)).toEqual(['Lena Weber'])
    const second = await run(readCustomers, { query: 'weber', cursor: first.next_cursor })
    expect(names(second)).toEqual(['Mara Weber'])
    expect(second).not.toHaveProperty('next_cursor')
    expect(names(await run(readCustomers, { query: 'name:"Jon Adeyemi"' }))).toEqual([
      'Jon Adeyemi',
    ])
    expect(names(await run(readCustomers, { query: 'x" OR name~"weber' }))).toEqual([])
    const page = await run(readCustomers, { limit: 3 })
    expect(names(page)).toEqual(['Studio Nord', 'Lena Weber', 'Jon Adeyemi'])
    expect(names(await run(readCustomers, { cursor: page.next_cursor }))).toEqual(['Mara Weber'])
  })

  it('transactions are found by category and time', async () => {
    expect(await run(listTransactions, { category: 'fee' })).toEqual({
      transactions: [
        {
          id: 'txn_1Sandbox0003',
          amount: -200,
          fee: 0,
          net: -200,
          currency: 'eur',
          category: 'fee',
          at: '2026-10-12T09:00:00.000Z',
        },
      ],
    })
    const first = await run(listTransactions, { category: 'charge', limit: 1 })
    const second = await run(listTransactions, {
      category: 'charge',
      limit: 1,
      cursor: first.next_cursor,
    })
    expect([first, second]).toMatchObject([
      { transactions: [{ id: 'txn_1Sandbox0005' }] },
      { transactions: [{ id: 'txn_1Sandbox0002' }] },
    ])
    const between = { since: '2026-10-09', until: '2026-10-15T09:00:00Z' }
    expect(await run(listTransactions, between)).toMatchObject({
      transactions: [{ id: 'txn_1Sandbox0003' }, { id: 'txn_1Sandbox0002' }],
    })
  })

  it('a customer without an address, an unknown id and two currencies are refused', async () => {
    const to = (customer_id: string) => run(createInvoice, { ...invoice, customer_id })
    await expect(to('cus_SandboxNord0004')).rejects.toThrow('Missing email')
    await expect(to('cus_Unknown')).rejects.toThrow('read_customers')
    await expect(run(checkPaymentStatus, { invoice_id: 'in_Unknown' })).rejects.toMatchObject({
      kind: 'vendor_refused',
    })
    const items = [...invoice.items, { description: 'x', amount: 1, currency: 'usd' }]
    await expect(run(createInvoice, { ...invoice, items })).rejects.toThrow('the same currency')
    await expect(run(checkPaymentStatus, {})).rejects.toThrow('invoice_id')
  })

  it('a connection that only reads cannot create an invoice', async () => {
    testSandbox.advance(1000)
    await connect('read_only')
    await expect(run(createInvoice, invoice)).rejects.toMatchObject({ kind: 'not_granted' })
    expect(await run(readCustomers, { limit: 1 })).toHaveProperty('next_cursor')
  })

  it('an account that has ended the access refuses the connection', async () => {
    const client = { client_id: 'ca_sandbox', stripe_user_id: account, client_secret: secret }
    await testSandbox.ask('stripe', '/oauth/deauthorize', form(client))
    await expect(run(readCustomers, {})).rejects.toThrow('the token was refused')
  })
})
