import { expect, test } from 'vitest'
import { providers } from '@/lib/platform/providers'
import { fakeProvider } from '@/tests/fake-provider'
import { platformOn } from '@/tests/platform'
import { describeOnBothStores } from '@/tests/stores'

describeOnBothStores('a Google Ads integration', async (openStore) => {
  const work = platformOn(await openStore())

  test.each([
    ['104857600000000000001', 'ana@example.com (3 accounts)'],
    ['104857600000000000002', 'ben@example.com (1 account)'],
  ])('says how many accounts %s reaches', async (account, name) => {
    const client = await work.client({ account: name })
    expect((await client.connect('google_ads', { account })).account).toEqual({ id: account, name })
  })
})

const credential = {
  accessToken: 'ya29.x',
  scopes: [],
  details: { sub: '1048', email: 'ana@example.com' },
}

test.each([
  ['the API is switched off', () => Response.json({ error: { code: 403 } }, { status: 403 })],
  ['Google is down', () => new Response('oops', { status: 500 })],
  ['the answer is odd', () => Response.json({ resourceNames: 'many' })],
  ['the answer is not JSON', () => new Response('<html>')],
])('is known by its address alone when %s', async (_, answer) => {
  const account = await providers.google_ads.identify(credential, fakeProvider(answer))
  expect(account).toEqual({ id: '1048', name: 'ana@example.com' })
})

test('without any account says so', async () => {
  const client = fakeProvider(() => Response.json({ resourceNames: [] }))
  const account = await providers.google_ads.identify(credential, client)
  expect(account.name).toBe('ana@example.com (no accounts)')
  expect(client.requests.map(({ url }) => url)).toEqual([
    'https://googleads.googleapis.com/v25/customers:listAccessibleCustomers',
  ])
  expect(client.requests[0]?.headers.get('authorization')).toBe('Bearer ya29.x')
})
