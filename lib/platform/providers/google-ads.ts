import { googleProvider } from './google'

const adwords = 'https://www.googleapis.com/auth/adwords'

/** Google Ads has one scope; unticked, no tool is left. */
export const googleAds = googleProvider({
  service: 'google_ads',
  toolScopes: {
    read_campaign_performance: [adwords],
    create_ad_draft: [adwords],
    adjust_budget: [adwords],
  },
})
