import { expect, test } from 'vitest'
import {
  bodyOf,
  campaign,
  customerRow,
  customers,
  refusedWith,
  rows,
} from '@/tests/support/google-ads-answers'
import { runOnWire } from '@/tests/support/tool-wire'
import { readCampaignPerformance } from './read-campaign-performance'

test('read_campaign_performance asks for the last 30 days, and answers exact amounts', async () => {
  const { output, sent } = await runOnWire(
    readCampaignPerformance,
    { customer_id: '555-000-0101', limit: 2 },
    {
      answer: (_, index) =>
        index === 0 ? customerRow() : rows(campaign('7', '12340000'), campaign('8')),
    },
  )
  expect(output).toEqual({
    campaigns: [
      {
        id: '7',
        name: 'Brand',
        status: 'ENABLED',
        impressions: 1000,
        clicks: 20,
        cost: '12.34',
        currency: 'EUR',
        conversions: 1.5,
      },
      expect.objectContaining({ id: '8', cost: '12.345678' }),
    ],
    next_cursor: expect.any(String),
  })
  const [, search] = sent
  expect([search?.method, search?.url]).toEqual([
    'POST',
    `${customers}/5550000101/googleAds:search`,
  ])
  expect(search?.headers.get('authorization')).toBe('Bearer access-token')
  expect(search?.headers.has('login-customer-id')).toBe(false)
  expect(search && bodyOf(search)).toEqual({
    query:
      "SELECT campaign.id, campaign.name, campaign.status, metrics.impressions, metrics.clicks, metrics.cost_micros, metrics.conversions FROM campaign WHERE segments.date BETWEEN '2026-10-03' AND '2026-11-02' AND campaign.status != 'REMOVED' ORDER BY campaign.id LIMIT 2",
  })

  const next = await runOnWire(
    readCampaignPerformance,
    { customer_id: '5550000101', cursor: output?.next_cursor },
    {
      answer: (_, index) => (index === 0 ? customerRow('JPY') : rows(campaign('9', '1234000000'))),
    },
  )
  expect(next.output).toMatchObject({ campaigns: [{ id: '9', cost: '1234', currency: 'JPY' }] })
  expect(next.output).not.toHaveProperty('next_cursor')
  expect(next.sent[1]?.body).toContain('AND campaign.id > 8 ORDER BY')
})

test('no text of a caller becomes a part of a query', async () => {
  const prepare = (given: object) => () =>
    readCampaignPerformance.prepare({ customer_id: '5550000101', ...given })
  for (const given of [
    { customer_id: "1' OR" },
    { campaign_id: '1 OR 1=1' },
    { since: "2026-01-01' OR" },
    { until: '2026-13-01' },
  ]) {
    expect(prepare(given)).toThrow(/^The argument/)
  }
  const page = JSON.stringify({ page: '1 PARAMETERS x', skip: 0, limit: 10 })
  const { failure, sent } = await runOnWire(
    readCampaignPerformance,
    { customer_id: '5550000101', cursor: Buffer.from(page).toString('base64url') },
    { answer: () => customerRow() },
  )
  expect(failure).toMatchObject({ kind: 'invalid_arguments' })
  expect(sent).toHaveLength(1)
})

test('read_campaign_performance reads the ad groups of one campaign, and refuses days in the wrong order', async () => {
  const { output, sent } = await runOnWire(
    readCampaignPerformance,
    {
      customer_id: '5550000101',
      campaign_id: '7',
      since: '2026-01-01T22:00:00Z',
      until: '2026-01-31',
    },
    {
      answer: (_, index) =>
        [
          () => customerRow(),
          () => rows({ ...campaign('7'), metrics: {} }),
          () => rows({ adGroup: { id: '70', name: 'Exact', status: 'PAUSED' } }),
        ][index]?.() ?? Response.error(),
    },
  )
  expect(output).toMatchObject({
    campaigns: [{ id: '7', cost: '0.00', impressions: 0 }],
    ad_groups: [{ id: '70', name: 'Exact', status: 'PAUSED', cost: '0.00' }],
  })
  expect(sent[2]?.body).toContain(
    "FROM ad_group WHERE segments.date BETWEEN '2026-01-01' AND '2026-01-31' AND campaign.id = 7 AND ad_group.status != 'REMOVED' ORDER BY ad_group.id",
  )
  const wrong = { customer_id: '5550000101', since: '2026-02-01', until: '2026-01-01' }
  const { failure } = await runOnWire(readCampaignPerformance, wrong, { answer: Response.error })
  expect(failure).toMatchObject({
    kind: 'invalid_arguments',
    message: 'The argument "since" is not valid: it is after "until".',
  })
})

const listed = () =>
  Response.json({ resourceNames: ['customers/5550000101', 'customers/5550000103'] })

test('a customer below a manager account is found, and every further request names the manager', async () => {
  const { output, sent } = await runOnWire(
    readCampaignPerformance,
    { customer_id: '5550000104' },
    {
      answer({ url, method, headers, body }) {
        if (method === 'GET') return listed()
        if (url.includes('/5550000104/') && headers.get('login-customer-id') === null)
          return refusedWith({ authorizationError: 'USER_PERMISSION_DENIED' }, {}, 403)
        if (body.includes('FROM customer_client'))
          return url.includes('/5550000103/')
            ? rows({ customerClient: { id: '5550000104' } })
            : rows()
        return body.includes('FROM customer ') ? customerRow() : rows(campaign('7'))
      },
    },
  )
  expect(output).toMatchObject({ campaigns: [{ id: '7' }] })
  expect(sent.slice(-2).map(({ headers }) => headers.get('login-customer-id'))).toEqual([
    '5550000103',
    '5550000103',
  ])
})

test('without a customer, all customers are listed: also those of managers, and without those that are closed', async () => {
  const { output } = await runOnWire(
    readCampaignPerformance,
    {},
    {
      answer: ({ method, url }) =>
        method === 'GET'
          ? listed()
          : url.includes('/5550000101/')
            ? refusedWith({ authorizationError: 'CUSTOMER_NOT_ENABLED' }, {}, 403)
            : rows(
                {
                  customerClient: {
                    id: '5550000104',
                    descriptiveName: 'Cafe',
                    currencyCode: 'EUR',
                  },
                },
                { customerClient: { id: '5550000105' } },
              ),
    },
  )
  expect(output).toEqual({
    customers: [
      { id: '5550000104', name: 'Cafe', currency: 'EUR' },
      { id: '5550000105', name: '5550000105' },
    ],
  })
})
