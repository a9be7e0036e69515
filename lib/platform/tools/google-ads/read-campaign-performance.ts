import { z } from 'zod'
import { nextCursor, pageArguments, readPosition } from '../pages'
import { timeArgument } from '../time-argument'
import { defineTool } from '../tool'
import { invalidArgument, ToolFailure } from '../tool-failure'
import { customerArgument, idArgument, openCustomer } from './customer'
import { dateRange } from './date-range'
import { customerSchema, listCustomers } from './list-customers'
import { performanceSchema, readPerformance } from './performance'

export const readCampaignPerformance = defineTool({
  service: 'google_ads',
  name: 'read_campaign_performance',
  description:
    'Reads how the campaigns of Google Ads perform, and with a campaign also its ad groups. Without a customer, lists the customers. Removed campaigns are left out. Days are those of the time zone of the customer.',
  effect: 'reads',
  input: z.object({
    customer_id: customerArgument.optional(),
    campaign_id: idArgument.optional().describe('Only this campaign, with its ad groups.'),
    since: timeArgument('The first day. 30 days before the last day when absent.'),
    until: timeArgument('The last day. Today when absent.'),
    ...pageArguments(100),
  }),
  output: z.object({
    customers: z.array(customerSchema).optional(),
    campaigns: z.array(performanceSchema).optional(),
    ad_groups: z.array(performanceSchema).optional(),
    ...nextCursor,
  }),
  examples: [
    { customer_id: '5550000101', limit: 10 },
    { customer_id: '5550000101', campaign_id: '1010100001' },
    {},
  ],
  async run({ customer_id, campaign_id: campaignId, since, until, ...page }, vendor) {
    const position = readPosition(page, 50)
    if (customer_id === undefined) {
      if (campaignId !== undefined) throw invalidArgument('customer_id', 'a campaign needs it')
      const { items, ...next } = await listCustomers(vendor, position)
      return { customers: items, ...next }
    }
    const dates = dateRange({ since, until }, vendor.now())
    const customer = await openCustomer(vendor, customer_id)
    if (campaignId === undefined) {
      const { items, ...next } = await readPerformance(customer, 'campaign', { dates, position })
      return { campaigns: items, ...next }
    }
    const only = { dates, campaignId, position: { skip: 0, limit: 1 } }
    const { items: campaigns } = await readPerformance(customer, 'campaign', only)
    if (campaigns.length === 0) {
      const message = `The customer has no campaign ${campaignId}. Read its campaigns without campaign_id, and use one of those.`
      throw new ToolFailure('vendor_refused', message)
    }
    const report = { dates, campaignId, position }
    const { items, ...next } = await readPerformance(customer, 'ad_group', report)
    return { campaigns, ad_groups: items, ...next }
  },
})
