import { googleAdsTools } from './google-ads/google-ads-tools'
import { slackTools } from './slack/slack-tools'
import type { Tool } from './tool'

/** All tools, in the order of the catalogue. */
export const tools: readonly Tool[] = [...slackTools, ...googleAdsTools]

/** Returns the tool with this name, or `undefined` when there is none. */
export function findTool(name: string): Tool | undefined {
  return tools.find((tool) => tool.name === name)
}
