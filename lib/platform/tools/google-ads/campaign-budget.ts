import { z } from 'zod'
import { ToolFailure } from '../tool-failure'
import { cutText, readableText } from '../untrusted-text'
import { type Customer, idSchema } from './customer'
import { microsSchema } from './micros'

/** At most this many other campaigns with the same budget are named. */
const maxNamedCampaigns = 30

const budgetRowSchema = z.object({
  campaignBudget: z.object({
    id: idSchema,
    amountMicros: microsSchema.optional(),
    period: z.string().optional(),
    explicitlyShared: z.boolean().optional(),
  }),
})
const campaignRowSchema = z.object({ campaign: z.object({ id: idSchema, name: z.string() }) })

export interface CampaignBudget {
  /** The name at Google Ads, such as `customers/1/campaignBudgets/2`. */
  resourceName: string
  /** The daily amount in millionths of the currency. */
  amount: bigint
  /** Whether several campaigns can use it. */
  isShared: boolean
}

/** Returns the daily budget of a campaign. Throws when there is no such campaign, or when its budget is not daily. */
export async function readBudget(customer: Customer, campaignId: string): Promise<CampaignBudget> {
  const [row] = await customer.search(
    `SELECT campaign.id, campaign_budget.id, campaign_budget.amount_micros, campaign_budget.period, campaign_budget.explicitly_shared FROM campaign WHERE campaign.id = ${campaignId} AND campaign.status != 'REMOVED' LIMIT 1`,
    budgetRowSchema,
  )
  if (!row) {
    throw new ToolFailure(
      'vendor_refused',
      `The customer has no campaign ${campaignId}. Look for the right id with read_campaign_performance.`,
    )
  }
  const { id, amountMicros, period = 'DAILY', explicitlyShared = false } = row.campaignBudget
  if (amountMicros === undefined || period !== 'DAILY') {
    throw new ToolFailure(
      'vendor_refused',
      'The budget of this campaign is for its whole time and not for each day. A person has to change it in Google Ads.',
    )
  }
  return {
    resourceName: `customers/${customer.id}/campaignBudgets/${id}`,
    amount: amountMicros,
    isShared: explicitlyShared,
  }
}

/** Returns the other campaigns that use a budget, at most 30. */
export async function campaignsThatShare(
  customer: Customer,
  { resourceName, isShared }: CampaignBudget,
  campaignId: string,
) {
  if (!isShared) return []
  const rows = await customer.search(
    `SELECT campaign.id, campaign.name FROM campaign WHERE campaign.campaign_budget = '${resourceName}' AND campaign.status != 'REMOVED' AND campaign.id != ${campaignId} ORDER BY campaign.id LIMIT ${maxNamedCampaigns}`,
    campaignRowSchema,
  )
  return rows.map(({ campaign: { id, name } }) => ({ id, name: cutText(readableText(name), 100) }))
}

/** The schema of the answer to a change, which names the budget. The answer to a check has no results. */
const changedSchema = (resourceName: string) =>
  z.looseObject({ results: z.tuple([z.object({ resourceName: z.literal(resourceName) })]) })

/** Sets the daily amount, or only lets Google check it. */
export async function setBudget(
  customer: Customer,
  { resourceName }: CampaignBudget,
  amount: bigint,
  { validateOnly }: { validateOnly: boolean },
): Promise<void> {
  await customer.mutate('campaignBudgets', {
    operation: {
      update: { resourceName, amountMicros: amount.toString() },
      updateMask: 'amountMicros',
    },
    validateOnly,
    schema: validateOnly ? z.looseObject({}) : changedSchema(resourceName),
  })
}
