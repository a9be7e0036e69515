import { z } from 'zod'
import { findAccount } from '../accounts'
import type { Kind, Seed, World } from '../worlds'

const microsSchema = z.string().regex(/^\d+$/)
const customerSchema = z.object({
  name: z.string(),
  currency: z.string(),
  time_zone: z.string(),
  manager: z.boolean(),
  /** The manager account. When it is present, the customer can be reached only through it. */
  managed_by: z.string().optional(),
})
export type Customer = z.infer<typeof customerSchema>

const budgetSchema = z.object({
  customer: z.string(),
  name: z.string(),
  amount_micros: microsSchema,
  explicitly_shared: z.boolean(),
})
export type Budget = z.infer<typeof budgetSchema>

const statusSchema = z.enum(['ENABLED', 'PAUSED', 'REMOVED'])
const campaignSchema = z.object({
  customer: z.string(),
  name: z.string(),
  status: statusSchema,
  budget: z.string(),
})
export type Campaign = z.infer<typeof campaignSchema>

const adGroupSchema = z.object({
  customer: z.string(),
  campaign: z.string(),
  name: z.string(),
  status: statusSchema,
})
export type AdGroup = z.infer<typeof adGroupSchema>

const textsSchema = z.array(z.object({ text: z.string() }))
const adSchema = z.object({
  customer: z.string(),
  ad_group: z.string(),
  status: statusSchema,
  final_urls: z.array(z.string()),
  headlines: textsSchema,
  descriptions: textsSchema,
})
export type Ad = z.infer<typeof adSchema>

/** The kinds of objects in the world of a Google account, each by its id at Google Ads. */
export const customers: Kind<Customer> = { name: 'customer', schema: customerSchema }
export const budgets: Kind<Budget> = { name: 'budget', schema: budgetSchema }
export const campaigns: Kind<Campaign> = { name: 'campaign', schema: campaignSchema }
export const adGroups: Kind<AdGroup> = { name: 'ad_group', schema: adGroupSchema }
export const ads: Kind<Ad> = { name: 'ad', schema: adSchema }

const seededCustomers: Readonly<Record<string, Customer>> = {
  '5550000101': seededCustomer('Lima Bakery', 'EUR', 'Europe/Lisbon'),
  '5550000102': seededCustomer('Lima Bakery Tokyo', 'JPY', 'Asia/Tokyo'),
  '5550000103': { ...seededCustomer('Lima Group', 'EUR', 'Europe/Lisbon'), manager: true },
  '5550000104': {
    ...seededCustomer('Lima Cafe', 'EUR', 'Europe/Lisbon'),
    managed_by: '5550000103',
  },
  '5550000201': seededCustomer('Okafor Consulting', 'GBP', 'Europe/London'),
  '5550000301': seededCustomer('Marsh Studio', 'USD', 'America/New_York'),
  '5550000302': seededCustomer('Marsh Prints', 'USD', 'America/New_York'),
}

function seededCustomer(name: string, currency: string, time_zone: string): Customer {
  return { name, currency, time_zone, manager: false }
}

/** Writes the customers of a Google account. Each has three campaigns, of which two share a budget; a manager has none. */
export const seedGoogleAds: Seed = async (world, { subject }) => {
  const accessible = (findAccount('google_ads', subject).facts.customers ?? '').split(' ')
  for (const [id, customer] of Object.entries(seededCustomers)) {
    if (!accessible.includes(id) && !accessible.includes(customer.managed_by ?? '')) continue
    await world.put(customers, id, customer)
    if (!customer.manager) await seedCampaigns(world, id, customer)
  }
}

async function seedCampaigns(world: World, customer: string, { currency }: Customer) {
  // The ids of the customer 5550000101 are 1010100001 for a campaign, 2010100001 for a budget, and so on.
  const idOf = (kind: number, number: number) => `${kind}${customer.slice(-4)}0000${number}`
  const amount = (whole: number) => `${whole * (currency === 'JPY' ? 150 : 1)}000000`
  const [single, shared] = [idOf(2, 1), idOf(2, 2)]
  const own = { customer, explicitly_shared: false }
  await world.put(budgets, single, { ...own, name: 'Brand', amount_micros: amount(20) })
  await world.put(budgets, shared, {
    customer,
    explicitly_shared: true,
    name: 'Search and season',
    amount_micros: amount(45),
  })
  const seeded = [
    { name: 'Brand', status: 'ENABLED', budget: single },
    { name: 'Search', status: 'ENABLED', budget: shared },
    { name: 'Season', status: 'PAUSED', budget: shared },
  ] as const
  for (const [index, campaign] of seeded.entries()) {
    const campaignId = idOf(1, index + 1)
    await world.put(campaigns, campaignId, { customer, ...campaign })
    for (const half of [1, 2]) {
      const adGroupId = idOf(3, index * 2 + half)
      const name = `${campaign.name} ${half === 1 ? 'exact' : 'broad'}`
      await world.put(adGroups, adGroupId, {
        customer,
        campaign: campaignId,
        name,
        status: 'ENABLED',
      })
      await world.put(ads, idOf(4, index * 2 + half), {
        customer,
        ad_group: adGroupId,
        status: 'ENABLED',
        final_urls: ['https://example.com/'],
        headlines: [{ text: name }, { text: 'Order online' }, { text: 'Open every day' }],
        descriptions: [{ text: 'Made by hand since 1987.' }, { text: 'Delivered to your door.' }],
      })
    }
  }
}
