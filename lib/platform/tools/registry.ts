import { githubTools } from './github/github-tools'
import { gmailTools } from './gmail/gmail-tools'
import { googleAdsTools } from './google-ads/google-ads-tools'
import { notionTools } from './notion/notion-tools'
import { slackTools } from './slack/slack-tools'
import { stripeTools } from './stripe/stripe-tools'
import { telegramTools } from './telegram/telegram-tools'
import type { Tool } from './tool'

/** All tools, in the order of the catalogue. */
export const tools: readonly Tool[] = [
  ...gmailTools,
  ...slackTools,
  ...githubTools,
  ...stripeTools,
  ...notionTools,
  ...googleAdsTools,
  ...telegramTools,
]

/** Returns the tool with this name, or `undefined` when there is none. */
export function findTool(name: string): Tool | undefined {
  return tools.find((tool) => tool.name === name)
}
