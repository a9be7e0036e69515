import { expect, it } from 'vitest'
import { googleAdsOn, newAd, refusedWith } from '@/tests/support/google-ads-library'
import { sandboxOn, serve } from '@/tests/support/sandbox'
import { describeOnBothStores } from '@/tests/support/stores'

const brand = '1010100001'

describeOnBothStores('Google Ads', async (openStore) => {
  const testSandbox = sandboxOn(await openStore(), Date.UTC(2026, 10, 2, 9))
  const { connect, call, search } = googleAdsOn(testSandbox, await serve(testSandbox.sandbox))

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
    const client = await connect({ account: '104857600000000000002' })
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
})
