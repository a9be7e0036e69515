import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { type Connection, code, compare, ourCall, ourExchange } from '@/tests/support/wire'

describe('our requests to Stripe are those of the package stripe:', () => {
  const stripe = ({ recorder, client }: Connection) =>
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

  it('the exchange, the calls that identify and probe, and the revocation are the same', async () => {
    const exchanged = await compare(
      'stripe',
      (connection) => stripe(connection).oauth.token({ grant_type: 'authorization_code', code }),
      ourExchange('stripe'),
    )
    expect(exchanged.ours).toEqual(exchanged.theirs)

    for (const method of ['identify', 'probe'] as const) {
      const asked = await compare(
        'stripe',
        (connection) => stripe(connection).accounts.retrieve('acct_1'),
        ourCall('stripe', method),
      )
      expect(asked.ours).toEqual(asked.theirs)
    }
    const ended = await compare(
      'stripe',
      (connection) =>
        stripe(connection).oauth.deauthorize({
          client_id: connection.client.id,
          stripe_user_id: 'acct_1',
        }),
      ourCall('stripe', 'revoke'),
    )
    expect(ended.ours).toEqual(ended.theirs)
  })
})
