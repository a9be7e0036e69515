import Stripe from 'stripe'
import { expect, it } from 'vitest'
import {
  type ConsentChoices,
  codeOf,
  consent,
  redirectUri,
  sandboxOn,
  serve,
} from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('Stripe', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.now())
  const origin = await serve(testSandbox.sandbox)

  const toSandbox: typeof fetch = (input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input)
    return fetch(`${origin}/sandbox/stripe${pathname}${search}`, init)
  }
  const stripe = new Stripe('sk_test_sandbox', {
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: Stripe.createFetchHttpClient(toSandbox),
  })

  it('the package stripe connects, reads the account and deauthorizes', async () => {
    const url = new URL(
      stripe.oauth.authorizeUrl({
        client_id: 'ca_sandbox',
        redirect_uri: redirectUri,
        scope: 'read_write',
        response_type: 'code',
      }),
    )
    const wayBack = await consent(
      testSandbox,
      `${origin}/sandbox/stripe${url.pathname}${url.search}`,
    )
    const token = await stripe.oauth.token({
      grant_type: 'authorization_code',
      code: codeOf(wayBack),
    })
    expect(token).toMatchObject({ scope: 'read_write', livemode: false, token_type: 'bearer' })
    const account = token.stripe_user_id ?? ''
    const { business_profile } = await stripe.accounts.retrieve(account)
    expect(business_profile?.name).toBe('Lima Bakery')

    const deauthorize = { client_id: 'ca_sandbox', stripe_user_id: account }
    expect(await stripe.oauth.deauthorize(deauthorize)).toMatchObject({ stripe_user_id: account })
    await expect(stripe.accounts.retrieve(account)).rejects.toMatchObject({
      statusCode: 403,
      code: 'account_invalid',
    })
    await expect(stripe.oauth.deauthorize(deauthorize)).rejects.toThrow()
  })

  async function obtainCode(choices: ConsentChoices = {}): Promise<string> {
    const url = new URL(`${origin}/sandbox/stripe/oauth/authorize`)
    url.search = new URLSearchParams({
      client_id: 'ca_sandbox',
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'read_write',
    }).toString()
    return codeOf(await consent(testSandbox, url, choices))
  }

  async function ask(path: string, fields: Record<string, string>, key = 'sk_test_sandbox') {
    const response = await testSandbox.ask('stripe', path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Authorization: `Bearer ${key}` },
    })
    return { status: response.status, body: await response.json() }
  }

  it('the package stripe reads customers and payments, and creates, completes and sends an invoice', async () => {
    const { body } = await ask('/oauth/token', {
      grant_type: 'authorization_code',
      code: await obtainCode({ account: 'acct_1SandboxBen0002' }),
    })
    const stripeAccount = { stripeAccount: body.stripe_user_id }
    const page = await stripe.customers.list({ limit: 3 }, stripeAccount)
    expect(page).toMatchObject({ has_more: true, data: [{ name: 'Studio Nord' }, {}, {}] })
    const last = page.data.at(-1)?.id ?? ''
    const rest = await stripe.customers.list({ starting_after: last }, stripeAccount)
    expect(rest).toMatchObject({ has_more: false, data: [{ email: 'mara@example.com' }] })
    const search = { query: 'name~"eber" AND -email:"lena@example.com"' }
    const found = await stripe.customers.search(search, stripeAccount)
    expect(found.data.map(({ name }) => name)).toEqual(['Mara Weber'])
    await expect(stripe.customers.search({ query: 'x' }, stripeAccount)).rejects.toThrow('parse')

    const customer = rest.data[0]?.id ?? ''
    const create = { customer, collection_method: 'send_invoice', days_until_due: 14 } as const
    const options = { ...stripeAccount, idempotencyKey: 'key-1' }
    const draft = await stripe.invoices.create(create, options)
    expect((await stripe.invoices.create(create, options)).id).toBe(draft.id)
    await expect(
      stripe.invoices.create({ ...create, days_until_due: 15 }, options),
    ).rejects.toMatchObject({ type: 'StripeIdempotencyError' })
    const lines = [{ description: 'Cake', amount: 2500 }]
    const complete = await stripe.invoices.addLines(draft.id, { lines }, stripeAccount)
    expect(complete).toMatchObject({ status: 'draft', total: 2500, hosted_invoice_url: null })
    await stripe.invoices.finalizeInvoice(draft.id, {}, stripeAccount)
    await expect(
      stripe.invoices.addLines(draft.id, { lines }, stripeAccount),
    ).rejects.toMatchObject({ code: 'invoice_not_editable' })
    await stripe.invoices.sendInvoice(draft.id, {}, stripeAccount)
    expect(await stripe.invoices.retrieve(draft.id, {}, stripeAccount)).toMatchObject({
      status: 'open',
      amount_remaining: 2500,
      lines: { data: [{ description: 'Cake', currency: 'eur' }] },
    })
    expect((await stripe.invoices.list({ customer }, stripeAccount)).data[0]?.id).toBe(draft.id)

    const intent = await stripe.paymentIntents.retrieve('pi_1SandboxPaid0001', {}, stripeAccount)
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 24_000 })
    const october = { created: { gte: 1_790_845_200, lt: 1_793_523_600 }, type: 'charge' }
    const charges = await stripe.balanceTransactions.list(october, stripeAccount)
    expect(charges.data.map(({ net }) => net)).toEqual([4339, 9583, 23_280])
    await expect(stripe.customers.retrieve('cus_none', {}, stripeAccount)).rejects.toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    })
  })

  it.each([
    ['a wrong key', { Authorization: 'Bearer sk_test_nope' }, 401],
    ['no account', { 'Stripe-Account': '' }, 403],
    ['an unknown account', { 'Stripe-Account': 'acct_none' }, 403],
    ['a version that is none', { 'Stripe-Version': 'latest' }, 400],
    ['JSON', { 'Content-Type': 'application/json' }, 400],
    ['a parameter that it does not know', {}, 400],
  ])('Stripe refuses a call with %s', async (_, headers, status) => {
    const { body } = await ask('/oauth/token', {
      grant_type: 'authorization_code',
      code: await obtainCode({ account: 'acct_1SandboxBen0002' }),
    })
    const response = await testSandbox.ask('stripe', '/v1/invoices', {
      method: 'POST',
      body: 'customer=cus_SandboxMara0001&colour=red',
      headers: {
        Authorization: 'Bearer sk_test_sandbox',
        'Content-Type': 'application/x-www-form-urlencoded',
        'Stripe-Account': body.stripe_user_id,
        ...headers,
      },
    })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { type: 'invalid_request_error' } })
  })

  it('Stripe refuses a wrong platform key in the form of its API', async () => {
    const fields = { grant_type: 'authorization_code', code: await obtainCode() }
    expect(await ask('/oauth/token', fields, 'sk_test_nope')).toMatchObject({
      status: 401,
      body: { error: { type: 'invalid_request_error' } },
    })
  })

  it('Stripe accepts a code once and for five minutes, and revokes the grant when the code is sent again', async () => {
    const fields = { grant_type: 'authorization_code', code: await obtainCode() }
    const { body } = await ask('/oauth/token', fields)
    expect(await ask('/oauth/token', fields)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant' },
    })
    const account = await testSandbox.ask('stripe', `/v1/accounts/${body.stripe_user_id}`, {
      headers: { Authorization: 'Bearer sk_test_sandbox' },
    })
    expect(account.status).toBe(403)

    const lateRequest = { ...fields, code: await obtainCode() }
    testSandbox.advance(5 * 60_000)
    expect(await ask('/oauth/token', lateRequest)).toMatchObject({
      body: { error: 'invalid_grant' },
    })
    const unknownCode = { ...fields, code: 'ac_nope' }
    expect(await ask('/oauth/token', unknownCode)).toMatchObject({
      body: { error: 'invalid_grant' },
    })
  })

  it('Stripe refuses to deauthorize for another client', async () => {
    const { body } = await ask('/oauth/token', {
      grant_type: 'authorization_code',
      code: await obtainCode(),
    })
    const { stripe_user_id } = body
    expect(
      await ask('/oauth/deauthorize', { client_id: 'ca_other', stripe_user_id }),
    ).toMatchObject({ body: { error: 'invalid_client' } })
    expect(
      await ask('/oauth/deauthorize', { client_id: 'ca_sandbox', stripe_user_id }),
    ).toMatchObject({ status: 200, body: { stripe_user_id } })
  })
})
