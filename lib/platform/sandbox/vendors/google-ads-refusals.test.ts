import { expect, it } from 'vitest'
import { googleAdsOn, newAd, refusedWith } from '@/tests/support/google-ads-library'
import { sandboxOn, serve } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('Google Ads refuses wrong requests,', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.UTC(2026, 10, 2, 9))
  const { connect, call, search } = googleAdsOn(testSandbox, await serve(testSandbox.sandbox))

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
    expect(await call(await connect({ scopes: [] }), path, { query })).toMatchObject({
      status: 403,
      error: { details: [{ reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }] },
    })
  })
})
