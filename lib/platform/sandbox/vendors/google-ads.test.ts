import { OAuth2Client } from 'google-auth-library'
import { expect, it } from 'vitest'
import { codeOf, consent, redirectUri, sandboxOn, serve } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

const adwords = 'https://www.googleapis.com/auth/adwords'
const brand = '1010100001'
const newAd = {
  adGroup: 'customers/5550000101/adGroups/3010100001',
  status: 'PAUSED',
  ad: {
    finalUrls: ['https://example.com/bread'],
    responsiveSearchAd: {
      headlines: [{ text: 'Fresh bread' }, { text: 'Order by noon' }, { text: 'Lisbon' }],
      descriptions: [{ text: 'From our own oven.' }, { text: 'Delivered.' }],
    },
  },
}

describeOnBothStores('Google Ads', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.UTC(2026, 10, 2, 9))
  const origin = await serve(testSandbox.sandbox)
  const api = `${origin}/sandbox/google_ads/v25/customers`

  async function connect(account?: string, scopes = [adwords]): Promise<OAuth2Client> {
    const client = new OAuth2Client({
      clientId: 'sandbox_google_ads',
      clientSecret: 'sandbox_secret_google_ads',
      redirectUri,
      endpoints: {
        oauth2AuthBaseUrl: `${origin}/sandbox/google_ads/o/oauth2/v2/auth`,
        oauth2TokenUrl: `${origin}/sandbox/google_ads/token`,
      },
    })
    const scope = ['openid', 'email', ...scopes]
    const wayBack = await consent(
      testSandbox,
      client.generateAuthUrl({ access_type: 'offline', prompt: 'consent', scope }),
      account === undefined ? {} : { account },
    )
    const { tokens } = await client.getToken(codeOf(wayBack))
    // The clock of the sandbox stands still, so the library must not think that the token has run out.
    client.setCredentials({ access_token: tokens.access_token ?? '' })
    return client
  }

  async function call(client: OAuth2Client, path: string, data: object, login?: string) {
    const response = await client.request<object>({
      url: `${api}/${path}`,
      method: 'POST',
      data,
      headers: login === undefined ? {} : { 'login-customer-id': login },
      validateStatus: () => true,
    })
    return response.status === 200 ? response.data : { status: response.status, ...response.data }
  }

  const search = (client: OAuth2Client, query: string, customer = '5550000101', login?: string) =>
    call(client, `${customer}/googleAds:search`, { query }, login)
  const refusedWith = (kind: string, code: string, status = 400) => ({
    status,
    error: { details: [{ errors: [{ errorCode: { [kind]: code } }] }] },
  })

  it('google-auth-library reads campaigns with their numbers, which are always the same', async () => {
    const client = await connect()
    const query = `SELECT campaign.id, campaign.name, campaign_budget.amount_micros, metrics.clicks, metrics.cost_micros, metrics.conversions FROM campaign WHERE segments.date BETWEEN '2026-10-01' AND '2026-10-31' AND campaign.status = 'ENABLED' ORDER BY campaign.name DESC LIMIT 1`
    const found = await search(client, query)
    expect(found).toEqual({
      results: [
        {
          campaign: {
            resourceName: 'customers/5550000101/campaigns/1010100002',
            id: '1010100002',
            name: 'Search',
          },
          campaignBudget: {
            resourceName: 'customers/5550000101/campaignBudgets/2010100002',
            amountMicros: '45000000',
          },
          metrics: {
            clicks: expect.stringMatching(/^\d+$/),
            costMicros: expect.stringMatching(/^\d+0000$/),
            conversions: expect.any(Number),
          },
        },
      ],
      fieldMask:
        'campaign.id,campaign.name,campaignBudget.amountMicros,metrics.clicks,metrics.costMicros,metrics.conversions',
      queryResourceConsumption: expect.any(String),
    })
    expect(await search(client, query)).toEqual(found)
  })

  it('the days of a campaign add up to its whole, and there is nothing after today', async () => {
    const client = await connect()
    const period = `segments.date >= '2026-10-31' AND segments.date <= '2026-12-31' AND campaign.id = ${brand}`
    const days = await search(
      client,
      `SELECT segments.date, metrics.impressions FROM campaign WHERE ${period} ORDER BY segments.date`,
    )
    expect(days).toMatchObject({
      results: [
        { segments: { date: '2026-10-31' } },
        { segments: { date: '2026-11-01' } },
        { segments: { date: '2026-11-02' } },
      ],
    })
    const ofDays = (JSON.stringify(days).match(/"impressions":"\d+"/g) ?? []).map((text) =>
      Number(/\d+/.exec(text)),
    )
    const whole = await search(client, `SELECT metrics.impressions FROM campaign WHERE ${period}`)
    const sum = ofDays.reduce((total, impressions) => total + impressions, 0)
    expect(whole).toMatchObject({ results: [{ metrics: { impressions: String(sum) } }] })
  })

  it('google-auth-library creates an ad and reads it back, and a check creates nothing', async () => {
    const client = await connect()
    const readAds = () =>
      search(
        client,
        "SELECT ad_group_ad.ad.final_urls, ad_group_ad.ad.responsive_search_ad.headlines FROM ad_group_ad WHERE ad_group.id = 3010100001 AND ad_group_ad.status = 'PAUSED'",
      )
    const mutate = (more: object) =>
      call(client, '5550000101/adGroupAds:mutate', { operations: [{ create: newAd }], ...more })
    expect(await mutate({ validateOnly: true })).toEqual({})
    expect(await readAds()).not.toHaveProperty('results')
    expect(await mutate({})).toEqual({
      results: [{ resourceName: 'customers/5550000101/adGroupAds/3010100001~4010400007' }],
    })
    expect(await readAds()).toMatchObject({
      results: [
        {
          adGroupAd: {
            ad: {
              finalUrls: ['https://example.com/bread'],
              responsiveSearchAd: { headlines: newAd.ad.responsiveSearchAd.headlines },
            },
          },
        },
      ],
    })
  })

  it('google-auth-library changes a budget, which both campaigns that share it then have', async () => {
    const client = await connect('104857600000000000002')
    const update = {
      resourceName: 'customers/5550000201/campaignBudgets/2020100002',
      amountMicros: '50000000',
    }
    const mutate = (operation: object, more: object = {}) =>
      call(client, '5550000201/campaignBudgets:mutate', { operations: [operation], ...more })
    const operation = { update, updateMask: 'amount_micros' }
    expect(await mutate(operation, { validateOnly: true })).toEqual({})
    expect(await mutate(operation)).toEqual({ results: [{ resourceName: update.resourceName }] })
    const found = await search(
      client,
      `SELECT campaign.name, campaign_budget.amount_micros FROM campaign WHERE campaign_budget.amount_micros = 50000000 ORDER BY campaign.id`,
      '5550000201',
    )
    expect(found).toMatchObject({
      results: [{ campaign: { name: 'Search' } }, { campaign: { name: 'Season' } }],
    })
    const wrong = (changed: object) => mutate({ ...operation, ...changed })
    expect(await wrong({ updateMask: '' })).toMatchObject(
      refusedWith('fieldMaskError', 'FIELD_MASK_MISSING'),
    )
    expect(await wrong({ update: { ...update, amountMicros: '50000001' } })).toMatchObject(
      refusedWith('campaignBudgetError', 'NON_MULTIPLE_OF_MINIMUM_CURRENCY_UNIT'),
    )
    expect(
      await wrong({
        update: { ...update, resourceName: 'customers/5550000201/campaignBudgets/9' },
      }),
    ).toMatchObject(refusedWith('mutateError', 'RESOURCE_NOT_FOUND'))
  })

  it('a customer below a manager account is reached only with the header that names the manager', async () => {
    const client = await connect()
    const query = 'SELECT customer.descriptive_name FROM customer'
    const denied = refusedWith('authorizationError', 'USER_PERMISSION_DENIED', 403)
    expect(await search(client, query, '5550000104')).toMatchObject(denied)
    expect(await search(client, query, '5550000104', '5550000101')).toMatchObject(denied)
    expect(await search(client, query, '5550000104', '5550000103')).toMatchObject({
      results: [{ customer: { descriptiveName: 'Lima Cafe' } }],
    })
    expect(await search(client, query, '5550000201')).toMatchObject(denied)
    const clients = await search(
      client,
      'SELECT customer_client.id FROM customer_client WHERE customer_client.manager = FALSE',
      '5550000103',
    )
    expect(clients).toMatchObject({ results: [{ customerClient: { id: '5550000104' } }] })
    expect(await search(client, 'SELECT metrics.clicks FROM campaign', '5550000103')).toMatchObject(
      refusedWith('queryError', 'REQUESTED_METRICS_FOR_MANAGER'),
    )
  })

  it.each([
    ['SELECT campaign.nme FROM campaign', 'UNRECOGNIZED_FIELD'],
    ['SELECT campaign.id FROM campaigns', 'BAD_RESOURCE_TYPE_IN_FROM_CLAUSE'],
    ['SELECT ad_group.id FROM campaign', 'PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE'],
    ['campaign.id FROM campaign', 'EXPECTED_SELECT'],
    ['SELECT campaign.id', 'EXPECTED_FROM'],
    ['SELECT campaign.id FROM campaign WHERE', 'UNEXPECTED_END_OF_QUERY'],
    ["SELECT campaign.id FROM campaign WHERE campaign.id = 'x'", 'BAD_VALUE'],
    ["SELECT campaign.id FROM campaign WHERE campaign.status = 'OFF'", 'BAD_ENUM_CONSTANT'],
    ['SELECT campaign.id FROM campaign WHERE campaign.name = x', 'INVALID_STRING_VALUE'],
    ["SELECT campaign.id FROM campaign WHERE segments.date = '1 May'", 'INVALID_DATE_FORMAT'],
    ['SELECT segments.date FROM campaign', 'EXPECTED_FILTERS_ON_DATE_RANGE'],
    [
      'SELECT campaign.id FROM campaign ORDER BY metrics.clicks',
      'PROHIBITED_FIELD_IN_ORDER_BY_CLAUSE',
    ],
    ['SELECT campaign.id FROM campaign LIMIT x', 'BAD_LIMIT_VALUE'],
    ['SELECT campaign.id FROM campaign; DROP', 'UNEXPECTED_INPUT'],
    ["SELECT campaign.id FROM campaign WHERE campaign.name LIKE 'B%'", 'BAD_OPERATOR'],
  ])('Google Ads refuses the query %s', async (query, code) => {
    expect(await search(await connect(), query)).toMatchObject(refusedWith('queryError', code))
  })

  it.each([
    [
      'two headlines',
      { headlines: [{ text: 'a' }, { text: 'b' }] },
      'collectionSizeError',
      'TOO_FEW',
    ],
    [
      'a long headline',
      { headlines: ['a', 'b', 'c'.repeat(31)].map((text) => ({ text })) },
      'stringLengthError',
      'TOO_LONG',
    ],
    [
      'a headline of 16 Japanese letters',
      { headlines: ['a', 'b', '広'.repeat(16)].map((text) => ({ text })) },
      'stringLengthError',
      'TOO_LONG',
    ],
    [
      'a headline that comes twice',
      { headlines: ['a', 'b', 'a'].map((text) => ({ text })) },
      'assetError',
      'DUPLICATE_ASSET',
    ],
    [
      'many exclamation marks',
      { headlines: ['a', 'b', 'Buy now!!!'].map((text) => ({ text })) },
      'policyFindingError',
      'POLICY_FINDING',
    ],
  ])(
    'Google Ads refuses an ad with %s, also when it only checks it',
    async (_, changed, kind, code) => {
      const responsiveSearchAd = { ...newAd.ad.responsiveSearchAd, ...changed }
      const create = { ...newAd, ad: { ...newAd.ad, responsiveSearchAd } }
      const answer = await call(await connect(), '5550000101/adGroupAds:mutate', {
        operations: [{ create }],
        validateOnly: true,
      })
      expect(answer).toMatchObject(refusedWith(kind, code))
    },
  )

  it('Google Ads refuses page sizes, unknown fields, and tokens that are wrong or lack the scope', async () => {
    const client = await connect()
    const query = 'SELECT campaign.id FROM campaign'
    const path = '5550000101/googleAds:search'
    expect(await call(client, path, { query, pageSize: 10 })).toMatchObject(
      refusedWith('requestError', 'PAGE_SIZE_NOT_SUPPORTED'),
    )
    expect(await call(client, path, { gaql: query })).toMatchObject({
      error: { message: 'Invalid JSON payload received. Unknown name "gaql": Cannot find field.' },
    })
    expect(await call(client, '555-000-0101/googleAds:search', { query })).toMatchObject(
      refusedWith('requestError', 'INVALID_CUSTOMER_ID'),
    )
    client.setCredentials({ access_token: 'ya29.nope' })
    expect(await call(client, path, { query })).toMatchObject({
      status: 401,
      error: { status: 'UNAUTHENTICATED' },
    })
    expect(await call(await connect(undefined, []), path, { query })).toMatchObject({
      status: 403,
      error: { details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] },
    })
  })
})
