import { createLocalJWKSet, jwtVerify } from 'jose'
import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { sandboxSigningSecrets } from '@/lib/platform/core/sandbox-registrations'
import { codeOf, consent, form, redirectUri, sandboxOn } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('the signal of the sandbox', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.now())
  const { sandbox } = testSandbox

  test('of Stripe is one for Stripe’s own library', async () => {
    const account = 'acct_1SandboxAna0001'
    const details = { stripe_user_id: account }
    const signal = await sandbox.revocationSignal('stripe', { accessToken: '', details })
    const event = Stripe.webhooks.constructEvent(
      (await signal?.text()) ?? '',
      signal?.headers.get('stripe-signature') ?? '',
      sandboxSigningSecrets.stripe,
    )
    expect(event).toMatchObject({ type: 'account.application.deauthorized', account })
  })

  test('of Google is a security event token for jose, signed with the published keys', async () => {
    const url = new URL('https://platform.test/sandbox/gmail/o/oauth2/v2/auth')
    url.search = new URLSearchParams({
      client_id: 'sandbox_gmail',
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid email https://www.googleapis.com/auth/gmail.readonly',
    }).toString()
    const exchange = await testSandbox.ask(
      'gmail',
      '/token',
      form({
        client_id: 'sandbox_gmail',
        client_secret: 'sandbox_secret_gmail',
        grant_type: 'authorization_code',
        code: codeOf(await consent(testSandbox, url)),
        redirect_uri: redirectUri,
      }),
    )
    const { access_token: accessToken } = await exchange.json()
    const discovery = await testSandbox.ask('gmail', '/.well-known/risc-configuration')
    const { issuer, jwks_uri } = await discovery.json()
    const keys = await (await testSandbox.ask('gmail', new URL(jwks_uri).pathname)).json()
    const signal = await sandbox.revocationSignal('gmail', { accessToken, details: {} })
    const { payload } = await jwtVerify((await signal?.text()) ?? '', createLocalJWKSet(keys), {
      issuer,
      audience: 'sandbox_gmail',
      typ: 'secevent+jwt',
    })
    expect(payload).toMatchObject({
      events: {
        'https://schemas.openid.net/secevent/oauth/event-type/tokens-revoked': {
          subject: { subject_type: 'iss-sub', sub: '104857600000000000001' },
        },
      },
    })
  })
})
