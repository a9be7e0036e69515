import { google } from './google'
import type { ServiceDefinition } from './service-definition'

export const googleAds: ServiceDefinition = {
  name: 'Google Ads',
  summary: 'Read performance, draft ads, adjust budgets',
  tools: [
    { name: 'read_campaign_performance', meaning: 'read how campaigns perform' },
    { name: 'create_ad_draft', meaning: 'draft ads for you to review' },
    { name: 'adjust_budget', meaning: 'change campaign budgets' },
  ],
  vendor: google,
  setupVariables: ['GOOGLE_ADS_CLIENT_ID', 'GOOGLE_ADS_CLIENT_SECRET'],
}
