import type { ToolPolicy } from '@/lib/contract/api/tool-policy'

/** The words for each decision of an admin: its name, what it means, and how a tool is called about which it was made. */
export const policyWords: Record<ToolPolicy, { name: string; meaning: string; state: string }> = {
  allow: { name: 'Allow', meaning: 'agents may call it', state: 'Allowed' },
  ask: { name: 'Ask', meaning: 'each call waits until a person approves it', state: 'Asks first' },
  deny: { name: 'Deny', meaning: 'agents cannot call it', state: 'Denied by an admin' },
}

/** The decisions, in the order in which they are offered. */
export const policyChoices: readonly ToolPolicy[] = ['allow', 'ask', 'deny']
