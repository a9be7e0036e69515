import { expect, test } from 'vitest'
import type { ProviderError } from '@/lib/platform/providers/provider-error'
import { providers } from '@/lib/platform/providers/registry'
import { fakeProvider } from '@/tests/support/fake-provider'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a Google Ads integration', async (openStore) => {
  const server = platformOn(await openStore())

  test.each([
    ['104857600000000000001', 'ana@example.com (3 accounts)'],
    ['104857600000000000002', 'ben@example.com (2 accounts)'],
  ])('has a name with the number of ads accounts of %s', async (account, name) => {
    const client = await server.client({ account: name })
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
])('a Google Ads integration is named by the email address alone when %s', async (_, answer) => {
  const account = await providers.google_ads.identify(credential, fakeProvider(answer))
  expect(account).toEqual({ id: '1048', name: 'ana@example.com' })
})

const adsErrors = [
  {
    '@type': 'type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure',
    errors: [
      { errorCode: { authorizationError: 'CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION' } },
      { errorCode: { authorizationError: 'ANOTHER' } },
    ],
  },
]
const errorInfo = [
  { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'SERVICE_DISABLED' },
]

test.each([
  ['errors of the Google Ads API', adsErrors, 'cloud_project_not_approved_for_production'],
  ['an ErrorInfo', errorInfo, 'service_disabled'],
  ['no details', undefined, 'permission_denied'],
  ['a text as details', 'odd', 'permission_denied'],
])(
  'a 403 of the Google Ads API with %s is reported with its reason',
  async (_, details, reason) => {
    const reported: object[] = []
    const answer = () =>
      Response.json({ error: { code: 403, status: 'PERMISSION_DENIED', details } }, { status: 403 })
    const client = {
      ...fakeProvider(answer),
      report: ({ fields }: ProviderError) => reported.push(fields),
    }
    expect((await providers.google_ads.identify(credential, client)).name).toBe('ana@example.com')
    expect(reported).toEqual([
      { service: 'google_ads', failure: 'misconfigured', vendor_code: reason },
    ])
  },
)

test.each([
  [[], 'no accounts'],
  [['customers/1234567890'], '1 account'],
])('a person with the ads accounts %j is named with "%s"', async (resourceNames, words) => {
  const client = fakeProvider(() => Response.json({ resourceNames }))
  const account = await providers.google_ads.identify(credential, client)
  expect(account.name).toBe(`ana@example.com (${words})`)
  expect(client.requests.map(({ url }) => url)).toEqual([
    'https://googleads.googleapis.com/v25/customers:listAccessibleCustomers',
  ])
  expect(client.requests[0]?.headers.get('authorization')).toBe('Bearer ya29.x')
})
