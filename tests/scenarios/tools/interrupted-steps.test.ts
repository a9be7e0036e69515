import { expect, test } from 'vitest'
import { fakeVendors, vendorSettings } from '@/tests/support/fake-vendors'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { goodAnswers } from '@/tests/support/token-answers'
import { callTool } from '@/tests/support/tool-scene'

const invoice = {
  customer_id: 'cus_1',
  items: [{ description: 'Bread', amount: 1050, currency: 'eur' }],
}

/** A Stripe that makes each invoice once for its idempotency key, and answers `add_lines` with what is set. */
function fakeStripe() {
  const vendors = fakeVendors()
  vendors.tokenAnswer = () => Response.json(goodAnswers.stripe)
  const invoices = new Map<string | null, string>()
  const stripe = {
    invoices,
    requests: 0,
    addLines: (): Response | undefined => undefined,
    create: (): Response | undefined => undefined,
    async network(request: Request): Promise<Response> {
      const { pathname } = new URL(request.url)
      if (!pathname.startsWith('/v1/invoices')) return vendors.network(request)
      stripe.requests += 1
      const isFirst = pathname === '/v1/invoices'
      const refusal = isFirst
        ? stripe.create()
        : pathname.endsWith('/add_lines')
          ? stripe.addLines()
          : undefined
      if (refusal) return refusal
      const key = request.headers.get('idempotency-key')
      if (isFirst && !invoices.has(key)) invoices.set(key, `in_${invoices.size + 1}`)
      const id = pathname.split('/')[3] ?? invoices.get(key)
      return Response.json({ id, status: 'draft' })
    },
  }
  return stripe
}

const busy = (status: number) => () =>
  Response.json({ error: { code: 'rate_limit' } }, { status, headers: { 'retry-after': '5' } })

describeOnBothStores('a call of several steps', async (openStore) => {
  const storage = await openStore()

  async function customer(account: string) {
    const stripe = fakeStripe()
    const server = platformOn(storage, { settings: vendorSettings, network: stripe.network })
    const client = await server.client({ account, environment: 'live' })
    await client.connect('stripe')
    const create = (key?: string) => callTool(client, 'create_invoice', invoice, key ? { key } : {})
    return { stripe, server, create }
  }

  test.each([
    [429, 'rate_limited'],
    [503, 'unavailable'],
  ])(
    'names what it has done when the vendor answers %i in between, keeps the wait, and goes on with its key',
    async (status, kind) => {
      const { stripe, server, create } = await customer(`Interrupted by ${status}`)
      stripe.addLines = busy(status)
      const first = await create('k')
      expect(first.error).toMatchObject({ kind, retry_after_ms: 5000 })
      expect(first.error?.message).toContain('The invoice in_1 was created.')
      expect(first.error?.message).toContain('Repeat the call with the same key later.')
      const { requests } = stripe
      expect((await create('k')).error?.kind).toBe('rate_limited')
      expect(stripe.requests).toBe(requests)
      stripe.addLines = () => undefined
      server.advance(5000)
      expect((await create('k')).output).toMatchObject({ invoice_id: 'in_1' })
      expect(stripe.invoices.size).toBe(1)
    },
  )

  test.each([
    ['a missing permission', 'more_permissions_required', 'not_granted'],
    [
      'a token that it did not accept although the account is fine',
      'account_invalid',
      'vendor_refused',
    ],
  ])('names the invoice when a later step is refused for %s', async (name, code, kind) => {
    const { stripe, create } = await customer(name)
    stripe.addLines = () => Response.json({ error: { code } }, { status: 403 })
    const { error } = await create()
    expect(error?.kind).toBe(kind)
    expect(error?.url !== undefined).toBe(kind === 'not_granted')
    expect(error?.message).toContain('The invoice in_1 was created.')
    expect(error?.message).toContain('Finish or delete it in Stripe')
  })

  test('does not say on a repetition that nothing was changed', async () => {
    const { stripe, server, create } = await customer('Repeated')
    stripe.addLines = busy(503)
    await create('k')
    server.advance(5000)
    stripe.create = busy(503)
    const { error } = await create('k')
    expect(error?.kind).toBe('unavailable')
    expect(error?.message).not.toContain('Nothing was changed')
    expect(error?.message).toContain('may have done a part')
  })

  test('keeps the wait that the vendor asks for, without a key too', async () => {
    const { stripe, create } = await customer('Waits without a key')
    stripe.addLines = busy(429)
    await create()
    const { requests } = stripe
    expect((await create()).error?.kind).toBe('rate_limited')
    expect(stripe.requests).toBe(requests)
  })

  test('without a key asks for no repetition, which would make a second invoice', async () => {
    const { stripe, create } = await customer('Without a key')
    stripe.addLines = busy(429)
    const { error } = await create()
    expect(error?.kind).toBe('vendor_refused')
    expect(error?.message).toContain('Finish or delete it in Stripe')
  })
})
