import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { call, code, compare, exchange, type WireSetup } from '@/tests/support/wire'

describe('Stripe, as stripe asks', () => {
  const stripe = ({ recorder, client }: WireSetup) =>
    new Stripe(client.secret, {
      maxNetworkRetries: 0,
      telemetry: false,
      httpClient: Stripe.createFetchHttpClient(
        (input: string | URL | Request, init?: RequestInit) => {
          const { pathname, search } = new URL(input instanceof Request ? input.url : input)
          return fetch(recorder.origin + pathname + search, init)
        },
      ),
    })

  it('exchange, identify, deauthorize', async () => {
    const exchanged = await compare(
      'stripe',
      (both) => stripe(both).oauth.token({ grant_type: 'authorization_code', code }),
      exchange('stripe'),
    )
    expect(exchanged.ours).toEqual(exchanged.theirs)

    for (const what of ['identify', 'check'] as const) {
      const asked = await compare(
        'stripe',
        (both) => stripe(both).accounts.retrieve('acct_1'),
        call('stripe', what),
      )
      expect(asked.ours).toEqual(asked.theirs)
    }
    const ended = await compare(
      'stripe',
      (both) =>
        stripe(both).oauth.deauthorize({ client_id: both.client.id, stripe_user_id: 'acct_1' }),
      call('stripe', 'revoke'),
    )
    expect(ended.ours).toEqual(ended.theirs)
  })
})
