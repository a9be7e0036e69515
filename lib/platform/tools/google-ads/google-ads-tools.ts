import type { Tool } from '../tool'
import { adjustBudget } from './adjust-budget'
import { createAdDraft } from './create-ad-draft'
import { readCampaignPerformance } from './read-campaign-performance'

/** The tools of Google Ads, in the documented order. */
export const googleAdsTools: readonly Tool[] = [
  readCampaignPerformance,
  createAdDraft,
  adjustBudget,
]
