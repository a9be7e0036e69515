import type { EventType, IntegrationEvent } from '@/lib/contract/api/event'
import { checkFailure } from './check-failure'
import { reasonSentence } from './status-words'
import { vendorName } from './vendor-name'

/** The words from which a sentence is made. `by`, `account` and `whySkipped` may be empty. */
interface EventWords {
  vendor: string
  by: string
  account: string
  reason: string
  whySkipped: string
  notConfirmed: string
  whyNotChecked: string
}

/** By the `reason` of a skipped revocation. Each text completes "Nothing was revoked at Slack". */
const whySkippedByReason = new Map([
  ['shared_grant', ': another integration uses the same access'],
  ['by_hand', ': only its owner can end it there'],
  ['not_configured', ': it is no longer set up on this server'],
  ['nothing_held', ': Miteos had no credential left to do it with'],
])

/** Returns a sentence, without its full stop, about a revocation that Miteos will try again. */
function notConfirmed(vendor: string, reason: string | undefined): string {
  return reason === 'not_configured'
    ? `Nothing was revoked at ${vendor} yet: it is not set up on this server at the moment`
    : `${vendor} has not confirmed the revocation yet`
}

const sentences: Record<EventType, (words: EventWords) => string> = {
  connected: ({ account, by }) => `Connected${account}${by}.`,
  reconnected: ({ account, by }) => `Reconnected${account}${by}.`,
  account_replaced: ({ account, by }) => `The account was replaced${account}${by}.`,
  disconnected: ({ by }) => `Disconnected${by}. The credential was removed here.`,
  revoked_at_provider: ({ vendor }) => `Access was revoked at ${vendor}.`,
  revocation_failed: ({ notConfirmed }) => `${notConfirmed}. Miteos keeps trying.`,
  revocation_given_up: ({ vendor }) =>
    `${vendor} has not confirmed the revocation for a week. Miteos has stopped trying.`,
  revocation_skipped: ({ vendor, whySkipped }) => `Nothing was revoked at ${vendor}${whySkipped}.`,
  status_error: ({ reason }) => `Needs reconnecting: ${reason}`,
  status_connected: ({ vendor }) => `Works again: ${vendor} accepted a check.`,
  check_failed: ({ vendor, whyNotChecked }) =>
    `${vendor} ${whyNotChecked}. Nothing was changed; Miteos will try again.`,
  tools_changed: () => 'The tools that agents may use have changed.',
  fault_injected: ({ by }) => `A sandbox fault was set off${by}.`,
  code_replayed: () => 'A one-time code was used a second time. The access was revoked to be safe.',
}

function isKnown(type: string): type is EventType {
  return Object.hasOwn(sentences, type)
}

/** Returns one event as a sentence. The sentence for an unknown event contains its type. */
export function eventSentence(event: IntegrationEvent, service: string): string {
  if (!isKnown(event.type)) return `Something else happened (${event.type}).`
  const reason = reasonSentence(event.reason, service)
  const vendor = vendorName(service)
  return sentences[event.type]({
    vendor,
    notConfirmed: notConfirmed(vendor, event.reason),
    by: event.actor ? ` by “${event.actor}”` : '',
    account: event.account ? ` as ${event.account.name}` : '',
    whyNotChecked: checkFailure(event.reason),
    whySkipped: whySkippedByReason.get(event.reason ?? '') ?? '',
    reason: reason.charAt(0).toLowerCase() + reason.slice(1),
  })
}
