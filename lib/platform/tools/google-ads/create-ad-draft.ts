import { z } from 'zod'
import { defineTool } from '../tool'
import { customerArgument, idArgument, openCustomer } from './customer'
import { adOutcomeSchema, findPausedAd, submitAd } from './search-ad'

export const createAdDraft = defineTool({
  service: 'google_ads',
  name: 'create_ad_draft',
  description:
    'Creates a responsive search ad in an ad group of Google Ads. The ad is paused: it shows nothing and costs nothing until a person enables it. Google checks it first, and the findings of its policies are answered.',
  effect: 'adds',
  input: z.object({
    customer_id: customerArgument,
    ad_group_id: idArgument.describe('The id of the ad group, from the report of its campaign.'),
    headlines: z
      .array(z.string().min(1).max(30))
      .min(3)
      .max(15)
      .describe('3 to 15 texts, all different.'),
    descriptions: z
      .array(z.string().min(1).max(90))
      .min(2)
      .max(4)
      .describe('2 to 4 texts, all different.'),
    final_url: z
      .url({ protocol: /^https$/ })
      .max(2048)
      .describe('The page that the ad leads to.'),
    dry_run: z.boolean().optional().describe('Only lets Google check the ad. Nothing is created.'),
  }),
  output: adOutcomeSchema,
  examples: [
    {
      customer_id: '5550000101',
      ad_group_id: '3010100001',
      headlines: ['Fresh bread every day', 'Order before noon', 'Baked in Lisbon'],
      descriptions: ['Sourdough, rye and rolls from our own oven.', 'Delivery within two hours.'],
      final_url: 'https://example.com/bread',
    },
  ],
  async run(given, vendor) {
    const customer = await openCustomer(vendor, given.customer_id)
    const checked = await submitAd(customer, given, { validateOnly: true })
    if (given.dry_run || checked.status === 'refused') return checked
    return submitAd(customer, given, { validateOnly: false })
  },
  // Google stores no idempotency key. A paused ad with the same texts and page is taken for the ad of the earlier call.
  async findDone(given, vendor) {
    if (given.dry_run) return undefined
    return findPausedAd(await openCustomer(vendor, given.customer_id), given)
  },
})
