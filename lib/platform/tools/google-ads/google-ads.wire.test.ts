import { expect, test } from 'vitest'
import { runOnWire, type SentRequest } from '@/tests/support/tool-wire'
import { adjustBudget } from './adjust-budget'
import { createAdDraft } from './create-ad-draft'
import { readCampaignPerformance } from './read-campaign-performance'

const customers = 'https://googleads.googleapis.com/v25/customers'
const bodyOf = ({ body }: SentRequest) => JSON.parse(body)
const rows = (...results: object[]) => Response.json({ results, fieldMask: '' })
const customerRow = (currencyCode = 'EUR', manager = false) =>
  rows({
    customer: { resourceName: 'customers/5550000101', id: '5550000101', currencyCode, manager },
  })

const refusedWith = (code: object, more: object = {}, status = 400) =>
  Response.json(
    {
      error: {
        code: status,
        status: status === 401 ? 'UNAUTHENTICATED' : 'INVALID_ARGUMENT',
        message: 'Request contains an invalid argument.',
        details: [
          {
            '@type': 'type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure',
            errors: [{ errorCode: code, message: 'Not possible.\u202e', ...more }],
          },
        ],
      },
    },
    { status },
  )

const campaign = (id: string, costMicros = '12345678') => ({
  campaign: {
    resourceName: `customers/5550000101/campaigns/${id}`,
    id,
    name: 'Br\u202eand',
    status: 'ENABLED',
  },
  metrics: { impressions: '1000', clicks: '20', costMicros, conversions: 1.5 },
})

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
  expect(failure).toMatchObject({ kind: 'invalid_arguments' })
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

const draft = {
  customer_id: '5550000101',
  ad_group_id: '70',
  headlines: ['One', 'Two', 'Three'],
  descriptions: ['First', 'Second'],
  final_url: 'https://example.com/',
}

test('create_ad_draft lets Google check a paused ad first, and then creates the same', async () => {
  const { output, sent } = await runOnWire(createAdDraft, draft, {
    answer: ({ url, body }) =>
      url.endsWith(':search')
        ? customerRow()
        : body.includes('"validateOnly":true')
          ? Response.json({})
          : Response.json({
              results: [{ resourceName: 'customers/5550000101/adGroupAds/70~9' }],
            }),
  })
  expect(output).toEqual({
    resource_name: 'customers/5550000101/adGroupAds/70~9',
    status: 'paused',
    findings: [],
  })
  const [, check, create] = sent
  expect(create?.url).toBe(`${customers}/5550000101/adGroupAds:mutate`)
  expect(create && bodyOf(create)).toEqual({
    operations: [
      {
        create: {
          adGroup: 'customers/5550000101/adGroups/70',
          status: 'PAUSED',
          ad: {
            finalUrls: ['https://example.com/'],
            responsiveSearchAd: {
              headlines: [{ text: 'One' }, { text: 'Two' }, { text: 'Three' }],
              descriptions: [{ text: 'First' }, { text: 'Second' }],
            },
          },
        },
      },
    ],
    validateOnly: false,
  })
  expect(check && bodyOf(check)).toEqual({ ...(create && bodyOf(create)), validateOnly: true })
})

test('create_ad_draft answers the findings of the policies, and creates nothing', async () => {
  const policyTopicEntries = [
    { topic: 'SYMBOLS', type: 'PROHIBITED', evidences: [{ textList: { texts: ['!!!\u202e'] } }] },
  ]
  const finding = (more: object) =>
    refusedWith({ policyFindingError: 'POLICY_FINDING' }, { details: more })
  const run = (details: object, given: object = {}) =>
    runOnWire(
      createAdDraft,
      { ...draft, ...given },
      {
        answer: (_, index) => (index === 0 ? customerRow() : finding(details)),
      },
    )
  const { output, sent } = await run({ policyFindingDetails: { policyTopicEntries } })
  expect(output).toEqual({
    status: 'refused',
    findings: [{ topic: 'SYMBOLS', type: 'PROHIBITED', texts: ['!!!'] }],
  })
  expect(sent).toHaveLength(2)
  const violation = { externalPolicyName: 'Health', key: { violatingText: 'cure' } }
  expect((await run({ policyViolationDetails: violation }, { dry_run: true })).output).toEqual({
    status: 'refused',
    findings: [{ topic: 'Health', texts: ['cure'] }],
  })
  const many = {
    policyTopicEntries: Array(500).fill({ ...policyTopicEntries[0], topic: '広'.repeat(500) }),
  }
  const long = await run({ policyFindingDetails: many })
  expect(JSON.stringify(long.output).length).toBeLessThan(20_000)
  expect((await run({})).failure).toMatchObject({ kind: 'vendor_refused' })
})

test('nobody knows whether an ad was created when Google answers in another form or with an error of its own', async () => {
  for (const answer of [
    () => Response.json([]),
    () => Response.json({}),
    () => new Response('', { status: 500 }),
  ]) {
    const { failure } = await runOnWire(createAdDraft, draft, {
      answer: ({ url, body }) =>
        url.endsWith(':search')
          ? customerRow()
          : body.includes('"validateOnly":true')
            ? Response.json({})
            : answer(),
    })
    expect(failure).toMatchObject({ kind: 'outcome_unknown' })
  }
})

const budgetRow = (amountMicros: string, explicitlyShared = true) =>
  rows({
    campaign: { id: '7' },
    campaignBudget: { id: '70', amountMicros, explicitlyShared, period: 'DAILY' },
  })

function adjust(given: object, { amountMicros = '20000000', currency = 'EUR' } = {}) {
  return runOnWire(
    adjustBudget,
    { customer_id: '5550000101', campaign_id: '7', daily_amount: '25.50', ...given },
    {
      answer({ url, body }) {
        if (url.endsWith(':mutate')) return Response.json({ results: [{ resourceName: 'x' }] })
        if (body.includes('FROM customer ')) return customerRow(currency)
        if (body.includes('campaign.campaign_budget =')) return rows(campaign('8'))
        return budgetRow(amountMicros)
      },
    },
  )
}

test('adjust_budget sends the exact amount, and names the campaigns that share the budget', async () => {
  const { output, sent } = await adjust({})
  expect(output).toEqual({
    before: '20.00',
    after: '25.50',
    currency: 'EUR',
    shared_with: [{ id: '8', name: 'Brand' }],
  })
  const [, , shared, mutate] = sent
  expect(shared?.body).toContain(
    "campaign.campaign_budget = 'customers/5550000101/campaignBudgets/70'",
  )
  expect(mutate?.url).toBe(`${customers}/5550000101/campaignBudgets:mutate`)
  expect(mutate && bodyOf(mutate)).toEqual({
    operations: [
      {
        update: {
          resourceName: 'customers/5550000101/campaignBudgets/70',
          amountMicros: '25500000',
        },
        updateMask: 'amountMicros',
      },
    ],
    validateOnly: false,
  })
  const dry = await adjust({ dry_run: true })
  expect(dry.sent[3] && bodyOf(dry.sent[3])).toMatchObject({ validateOnly: true })
})

test.each([
  ['0.1', 'EUR', '100000'],
  ['0.29', 'EUR', '290000'],
  ['1500', 'JPY', '1500000000'],
  ['4.567', 'KWD', '4567000'],
])('the amount %s %s is %s millionths', async (daily_amount, currency, micros) => {
  const { sent } = await adjust({ daily_amount }, { currency, amountMicros: '500000000' })
  expect(sent[3]?.body).toContain(`"amountMicros":"${micros}"`)
})

test.each([
  ['25.505', 'EUR'],
  ['2500.5', 'JPY'],
  ['200.01', 'EUR'],
  ['0.00', 'EUR'],
  ['-5', 'EUR'],
  ['1e3', 'EUR'],
])(
  'adjust_budget refuses the amount %s %s, and changes nothing',
  async (daily_amount, currency) => {
    const outcome = await adjust({ daily_amount }, { currency }).catch((failure: unknown) => ({
      failure,
      sent: [],
    }))
    expect(outcome.failure).toMatchObject({ kind: 'invalid_arguments' })
    expect(outcome.sent.filter(({ url }) => url.endsWith(':mutate'))).toEqual([])
  },
)

test('adjust_budget changes nothing when the budget is as it should be, so a repetition is found', async () => {
  const { output, sent } = await adjust({ daily_amount: '20' })
  expect(output).toMatchObject({ before: '20.00', after: '20.00' })
  expect(sent.some(({ url }) => url.endsWith(':mutate'))).toBe(false)
})

test.each([
  [{ authorizationError: 'USER_PERMISSION_DENIED' }, 403, 'vendor_refused', /List the customers/],
  [{ authorizationError: 'DEVELOPER_TOKEN_NOT_APPROVED' }, 403, 'vendor_refused', /The operator/],
  [{ authenticationError: 'NOT_ADS_USER' }, 401, 'vendor_refused', /no access to any/],
  [{ quotaError: 'RESOURCE_EXHAUSTED' }, 429, 'rate_limited', /Wait/],
  [{ quotaError: 'RESOURCE_TEMPORARILY_EXHAUSTED' }, 403, 'rate_limited', /wait/],
  [{ databaseError: 'CONCURRENT_MODIFICATION' }, 400, 'unavailable', /Try again/],
  [{ internalError: 'INTERNAL_ERROR' }, 500, 'unavailable', /Try again later/],
])('the error %o with status %i is %s', async (code, status, kind, words) => {
  const details = { quotaErrorDetails: { rateScope: 'ACCOUNT', retryDelay: '90s' } }
  const { failure } = await runOnWire(
    readCampaignPerformance,
    { customer_id: '5550000101' },
    {
      answer: ({ method }) =>
        method === 'GET' ? Response.json({}) : refusedWith(code, { details }, status),
    },
  )
  expect(failure).toMatchObject({ kind, message: expect.stringMatching(words) })
  expect(failure).toHaveProperty('message', expect.not.stringContaining('\u202e'))
  if (kind === 'rate_limited') expect(failure).toMatchObject({ details: { retryAfterMs: 90_000 } })
})

test('a token that Google does not accept is refused, and a missing scope is not granted', async () => {
  const error = (body: object, status: number) =>
    runOnWire(
      readCampaignPerformance,
      {},
      { answer: () => Response.json({ error: body }, { status }) },
    )
  const { failure } = await error({ code: 401, status: 'UNAUTHENTICATED' }, 401)
  expect(failure).toHaveProperty('message', 'the token was refused')
  const reason = { '@type': 'x', reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT' }
  const scope = await error({ code: 403, status: 'PERMISSION_DENIED', details: [reason] }, 403)
  expect(scope.failure).toMatchObject({ kind: 'not_granted' })
})
