import type { ListedIntegration, StatusReason } from '@/lib/contract/api/integration'
import { vendorName } from './vendor-name'

export const conditions = ['connected', 'broken', 'disconnected', 'unknown'] as const
/** The status of an integration as the page names it. */
export type Condition = (typeof conditions)[number]

/** The name of each condition on the page. */
export const conditionWord: Record<Condition, string> = {
  connected: 'Connected',
  broken: 'Needs reconnecting',
  disconnected: 'Disconnected',
  unknown: 'Unknown status',
}

const conditionsByStatus = new Map<string, Condition>([
  ['connected', 'connected'],
  ['error', 'broken'],
  ['disconnected', 'disconnected'],
])

/** Returns the condition for a status of the API, or `unknown` for a status that this program does not know. */
export function conditionOf({ status }: Pick<ListedIntegration, 'status'>): Condition {
  return conditionsByStatus.get(status) ?? 'unknown'
}

const sentencesByReason: Record<StatusReason, (vendor: string) => string> = {
  expired: (vendor) => `Access expired at ${vendor}.`,
  revoked: (vendor) => `Access was revoked at ${vendor}.`,
  scopes_removed: (vendor) => `Permissions were removed at ${vendor}.`,
  account_closed: (vendor) => `The account was closed at ${vendor}.`,
}

function isReason(reason: string | undefined): reason is StatusReason {
  return reason !== undefined && Object.hasOwn(sentencesByReason, reason)
}

/** Returns a sentence that says why an integration needs reconnecting. */
export function reasonSentence(reason: string | undefined, service: string): string {
  const vendor = vendorName(service)
  return isReason(reason)
    ? sentencesByReason[reason](vendor)
    : `Access expired or was revoked at ${vendor}.`
}
