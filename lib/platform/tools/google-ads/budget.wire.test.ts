import { expect, test } from 'vitest'
import { bodyOf, campaign, customerRow, customers, rows } from '@/tests/support/google-ads-answers'
import { runOnWire } from '@/tests/support/tool-wire'
import { adjustBudget } from './adjust-budget'

const budgetRow = (amountMicros: string, explicitlyShared = true) =>
  rows({
    campaign: { id: '7' },
    campaignBudget: { id: '70', amountMicros, explicitlyShared, period: 'DAILY' },
  })

const resourceName = 'customers/5550000101/campaignBudgets/70'

interface Google {
  amountMicros?: string
  currency?: string
  /** The answer to a change. */
  changed?: object
}

function adjust(
  given: object,
  {
    amountMicros = '20000000',
    currency = 'EUR',
    changed = { results: [{ resourceName }] },
  }: Google = {},
) {
  return runOnWire(
    adjustBudget,
    { customer_id: '5550000101', campaign_id: '7', daily_amount: '25.50', ...given },
    {
      answer({ url, body }) {
        if (url.endsWith(':mutate')) return Response.json(changed)
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

test.each([[{ nothing: 'was done' }], [{ results: [] }], [{ results: [{ resourceName: 'x' }] }]])(
  'after the answer %j nobody knows whether the budget was changed',
  async (changed) => {
    const { failure } = await adjust({}, { changed })
    expect(failure).toMatchObject({ kind: 'outcome_unknown' })
  },
)

test('a check of a change needs no results', async () => {
  const { output } = await adjust({ dry_run: true }, { changed: {} })
  expect(output).toMatchObject({ before: '20.00', after: '25.50' })
})
