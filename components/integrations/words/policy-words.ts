import type { ToolPolicy } from '@/lib/contract/api/tool-policy'

/** The name of each decision of an admin about a tool, and what it means. */
export const policyWords: Record<ToolPolicy, { name: string; meaning: string }> = {
  allow: { name: 'Allow', meaning: 'agents may call it' },
  ask: { name: 'Ask', meaning: 'each call waits until a person approves it' },
  deny: { name: 'Deny', meaning: 'agents cannot call it' },
}

/** The decisions, in the order in which they are offered. */
export const policyChoices: readonly ToolPolicy[] = ['allow', 'ask', 'deny']
