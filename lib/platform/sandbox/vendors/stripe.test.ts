import Stripe from 'stripe'
import { expect, it } from 'vitest'
import { codeOf, consent, redirectUri, sandboxOn, serve } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('Stripe', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.now())
  const origin = await serve(testSandbox.sandbox)

  it('the package stripe connects, reads the account and deauthorizes', async () => {
    const toSandbox: typeof fetch = (input, init) => {
      const { pathname, search } = new URL(input instanceof Request ? input.url : input)
      return fetch(`${origin}/sandbox/stripe${pathname}${search}`, init)
    }
    const stripe = new Stripe('sk_test_sandbox', {
      maxNetworkRetries: 0,
      telemetry: false,
      httpClient: Stripe.createFetchHttpClient(toSandbox),
    })
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

  async function obtainCode(): Promise<string> {
    const url = new URL(`${origin}/sandbox/stripe/oauth/authorize`)
    url.search = new URLSearchParams({
      client_id: 'ca_sandbox',
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'read_write',
    }).toString()
    return codeOf(await consent(testSandbox, url))
  }

  async function ask(path: string, fields: Record<string, string>, key = 'sk_test_sandbox') {
    const response = await testSandbox.ask('stripe', path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { Authorization: `Bearer ${key}` },
    })
    return { status: response.status, body: await response.json() }
  }

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
