import type { EventType, IntegrationEvent } from '@/lib/contract/api/event'
import { checkFailureWords } from './check-failure'
import { reasonSentence } from './status-words'
import { vendorName } from './vendor-name'

/** The texts from which the sentence about an event is made. */
interface SentenceParts {
  /** "Slack" */
  vendor: string
  /** " by “command line”", or empty when the event names no actor. */
  by: string
  /** " as ana@example.com", or empty when the event names no account. */
  account: string
  /** "access was revoked at Slack." */
  whyBroken: string
  /** ": another integration uses the same access", or empty for another reason. */
  whySkipped: string
  /** "Slack has not confirmed the revocation yet" */
  notRevokedYet: string
  /** "did not answer in time" */
  whyNotChecked: string
}

/** The end of the sentence "Nothing was revoked at Slack …", by the `reason` of a skipped revocation. */
const whySkippedByReason = new Map([
  ['shared_grant', ': another integration uses the same access'],
  ['by_hand', ': only its owner can end it there'],
  ['not_configured', ': it is no longer set up on this server'],
  ['nothing_held', ': Miteos had no credential left to do it with'],
])

/** Returns a sentence, without its full stop, about a revocation that Miteos will try again. */
function notRevokedYetWords(vendor: string, reason: string | undefined): string {
  return reason === 'not_configured'
    ? `Nothing was revoked at ${vendor} yet: it is not set up on this server at the moment`
    : `${vendor} has not confirmed the revocation yet`
}

const sentences: Record<EventType, (parts: SentenceParts) => string> = {
  connected: ({ account, by }) => `Connected${account}${by}.`,
  reconnected: ({ account, by }) => `Reconnected${account}${by}.`,
  account_replaced: ({ account, by }) => `The account was replaced${account}${by}.`,
  disconnected: ({ by }) => `Disconnected${by}. The credential was removed here.`,
  revoked_at_provider: ({ vendor }) => `Access was revoked at ${vendor}.`,
  revocation_failed: ({ notRevokedYet }) => `${notRevokedYet}. Miteos keeps trying.`,
  revocation_given_up: ({ vendor }) =>
    `${vendor} has not confirmed the revocation for a week. Miteos has stopped trying.`,
  revocation_skipped: ({ vendor, whySkipped }) => `Nothing was revoked at ${vendor}${whySkipped}.`,
  status_error: ({ whyBroken }) => `Needs reconnecting: ${whyBroken}`,
  status_connected: ({ vendor }) => `Works again: ${vendor} accepted a check.`,
  check_failed: ({ vendor, whyNotChecked }) =>
    `${vendor} ${whyNotChecked}. Nothing was changed; Miteos will try again.`,
  tools_changed: () => 'The tools that agents may use have changed.',
  fault_injected: ({ by }) => `A sandbox fault was set off${by}.`,
  tool_policy_changed: ({ by }) => `What agents may do was changed${by}.`,
  disconnect_requested: ({ by }) =>
    `A disconnect was asked for${by}. It waits until no tool is running.`,
  account_reset: ({ by }) => `The simulated account was reset${by}.`,
  code_replayed: () => 'A one-time code was used a second time. The access was revoked to be safe.',
}

function isKnownType(type: string): type is EventType {
  return Object.hasOwn(sentences, type)
}

/** Returns one event as a sentence. The sentence for an unknown event contains its type. */
export function eventSentence(event: IntegrationEvent, service: string): string {
  if (!isKnownType(event.type)) return `Something else happened (${event.type}).`
  const sentence = reasonSentence(event.reason, service)
  const vendor = vendorName(service)
  return sentences[event.type]({
    vendor,
    notRevokedYet: notRevokedYetWords(vendor, event.reason),
    by: event.actor ? ` by “${event.actor}”` : '',
    account: event.account ? ` as ${event.account.name}` : '',
    whyNotChecked: checkFailureWords(event.reason),
    whySkipped: whySkippedByReason.get(event.reason ?? '') ?? '',
    whyBroken: sentence.charAt(0).toLowerCase() + sentence.slice(1),
  })
}
