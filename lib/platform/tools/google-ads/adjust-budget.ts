import { z } from 'zod'
import { defineTool } from '../tool'
import { invalidArgument } from '../tool-failure'
import { campaignsThatShare, readBudget, setBudget } from './campaign-budget'
import { customerArgument, idArgument, openCustomer } from './customer'
import { formatMicros, parseAmount } from './micros'

/** The largest factor by which one call may raise a budget, so that a lost decimal point does not spend a fortune. */
const maxFactor = 10n

export const adjustBudget = defineTool({
  service: 'google_ads',
  name: 'adjust_budget',
  description: `Sets the daily budget of a campaign of Google Ads. Other campaigns may share the budget: they are named in \`shared_with\` (30 at most), and the change is for them too, so look with \`dry_run\` first. One call raises a budget to ${maxFactor} times at most, and never to zero.`,
  effect: 'changes',
  input: z.object({
    customer_id: customerArgument,
    campaign_id: idArgument.describe('The id of the campaign.'),
    daily_amount: z
      .string()
      .regex(/^\d{1,9}(?:\.\d{1,6})?$/, 'it is a decimal number such as "25.00"')
      .regex(/[1-9]/, 'it is more than zero')
      .describe('The new amount for a day, in the currency of the customer, such as "25.00".'),
    dry_run: z.boolean().optional().describe('Only lets Google check it. Nothing is changed.'),
  }),
  output: z.object({
    before: z
      .string()
      .optional()
      .describe('The daily amount before the call. Absent when nobody knows it any more.'),
    after: z.string().describe('The daily amount that was asked for.'),
    currency: z.string(),
    shared_with: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  examples: [{ customer_id: '5550000101', campaign_id: '1010100001', daily_amount: '25.00' }],
  async run({ customer_id, campaign_id, daily_amount, dry_run = false }, vendor) {
    const customer = await openCustomer(vendor, customer_id)
    const { currency } = customer
    const amount = parseAmount('daily_amount', daily_amount, currency)
    const budget = await readBudget(customer, campaign_id)
    const before = formatMicros(budget.amount, currency)
    if (amount > budget.amount * maxFactor) {
      const problem = `it is more than ${maxFactor} times the budget of now, which is ${before} ${currency}. Ask a person to raise it so far`
      throw invalidArgument('daily_amount', problem)
    }
    const shared_with = await campaignsThatShare(customer, budget, campaign_id)
    if (amount !== budget.amount)
      await setBudget(customer, budget, amount, { validateOnly: dry_run })
    return { before, after: formatMicros(amount, currency), currency, shared_with }
  },
  async findDone({ customer_id, campaign_id, daily_amount, dry_run }, vendor) {
    if (dry_run) return undefined
    const customer = await openCustomer(vendor, customer_id)
    const budget = await readBudget(customer, campaign_id)
    const { currency } = customer
    if (budget.amount !== parseAmount('daily_amount', daily_amount, currency)) return undefined
    const shared_with = await campaignsThatShare(customer, budget, campaign_id)
    return { after: formatMicros(budget.amount, currency), currency, shared_with }
  },
})
