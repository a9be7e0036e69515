import type { Service } from './catalogue'

/** What the person who runs the server sets to make a service available: an id and a secret, or one secret. */
export const setupVariables: Record<Service, readonly string[]> = {
  gmail: ['GMAIL_CLIENT_ID', 'GMAIL_CLIENT_SECRET'],
  slack: ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'],
  github: ['GITHUB_CLIENT_ID', 'GITHUB_CLIENT_SECRET'],
  stripe: ['STRIPE_CLIENT_ID', 'STRIPE_SECRET_KEY'],
  notion: ['NOTION_CLIENT_ID', 'NOTION_CLIENT_SECRET'],
  google_ads: ['GOOGLE_ADS_CLIENT_ID', 'GOOGLE_ADS_CLIENT_SECRET'],
  telegram: ['TELEGRAM_BOT_TOKEN'],
}
