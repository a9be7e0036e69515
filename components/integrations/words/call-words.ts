import type { CallOutcome, ShownToolCall, ToolFailureKind } from '@/lib/contract/api/tool-call'
import { numerals } from './numerals'
import { vendorName } from './vendor-name'

/** Why a call did not do its work, as the end of a sentence. */
const reasonWords: Record<ToolFailureKind, (vendor: string) => string> = {
  needs_connecting: () => 'no account was connected',
  needs_reconnecting: () => 'the account needs reconnecting',
  not_granted: () => 'the account has not granted this tool',
  denied: () => 'it is not allowed',
  idempotency_conflict: () => 'its key came before with other arguments',
  needs_approval: () => 'somebody has to approve it first',
  ambiguous_account: () => 'several accounts could be meant',
  invalid_arguments: () => 'its arguments were not valid',
  vendor_refused: (vendor) => `${vendor} refused it`,
  rate_limited: () => 'there were too many calls',
  unavailable: (vendor) => `${vendor} did not answer`,
  outcome_unknown: (vendor) => `nobody knows whether ${vendor} did it`,
}

function isKnownReason(kind: string): kind is ToolFailureKind {
  return Object.hasOwn(reasonWords, kind)
}

/** Returns why a call did not do its work as a heading, such as "Slack refused it". */
export function failureHeading(kind: string | undefined, service: string): string {
  if (kind === undefined || !isKnownReason(kind)) return 'It was not done'
  const reason = reasonWords[kind](vendorName(service))
  return reason.charAt(0).toUpperCase() + reason.slice(1)
}

/** Returns "132 ms", "1.2 s" or "12 s". */
export function durationWords(tookMs: number): string {
  if (tookMs < 1000) return `${numerals.format(Math.round(tookMs))} ms`
  const seconds = tookMs / 1000
  return `${seconds < 10 ? seconds.toFixed(1) : numerals.format(Math.round(seconds))} s`
}

const outcomeSentences: Record<CallOutcome, (took: string) => string> = {
  ok: (took) => `Done in ${took}`,
  failed: (took) => `Failed after ${took}`,
  blocked: () => 'Not run',
  running: () => 'Running now',
  unknown: () => 'Outcome unknown',
}

/** Returns what became of a call, such as "Failed after 1.2 s: Slack refused it". */
export function callSentence(
  { outcome, took_ms: tookMs, error }: ShownToolCall,
  service: string,
): string {
  const sentence = outcomeSentences[outcome](durationWords(tookMs))
  if (!error) return sentence
  const vendor = vendorName(service)
  const reason = isKnownReason(error.kind) ? reasonWords[error.kind](vendor) : 'for another reason'
  return `${sentence}: ${reason}`
}
