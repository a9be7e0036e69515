import type { ToolFailureKind } from '@/lib/contract/api/tool-call'
import type { MarkedText, Section } from '@/lib/contract/view/developers'
import { section, table, text } from '../../blocks'

const words: Record<ToolFailureKind, [meaning: MarkedText, step: MarkedText]> = {
  needs_connecting: [
    'No account of the service is connected.',
    'Give the person the link. Call again when they have connected one.',
  ],
  needs_reconnecting: [
    'The connection has ended, or it is being disconnected.',
    'Give the person the link. Call again when they have reconnected.',
  ],
  not_granted: [
    'The person has not allowed what the tool needs.',
    'Give the person the link. Call again when they have reconnected and allowed everything.',
  ],
  denied: [
    'An admin does not allow the tool, or somebody refused the call, or nobody approved it in time.',
    'Do not call again. Tell the person.',
  ],
  idempotency_conflict: ['The key came before with another call.', 'Use a new key for a new call.'],
  needs_approval: [
    'Somebody has to approve the call first.',
    'Give the person the link. Then repeat the same call with the same key.',
  ],
  ambiguous_account: [
    'Several accounts could be meant. The message lists them.',
    'Call again with `account`.',
  ],
  invalid_arguments: ['An argument is wrong. The message names it.', 'Correct it and call again.'],
  vendor_refused: [
    'The vendor refused the request, or one of its steps.',
    'Read the message, and call again with other arguments or not at all.',
  ],
  rate_limited: [
    'The vendor or Miteos has received too many requests.',
    'Wait for `retry_after_ms`, then repeat the call.',
  ],
  unavailable: [
    'The vendor does not answer, or is not able to answer now.',
    'Repeat the call a little later, with the same key.',
  ],
  outcome_unknown: [
    'Nobody knows whether the vendor did what was asked.',
    'Look at the vendor, with a tool that reads, before you do it again.',
  ],
}

/** The section with every reason why a tool did not do its work, and what an agent does then. */
export const failures: Section = section(
  'agents-failures',
  'When a tool fails',
  text(
    'Over MCP the result has `isError`, one sentence for the model, and `_meta` with `miteos/kind`, `miteos/retryable`, `miteos/retry_after_ms` and `miteos/request_id`. `POST /v1/tool_calls` answers 200 with `error` and the same `kind`, `retryable` and `retry_after_ms`, and the link as `url`.',
  ),
  table(
    ['Kind', 'What happened', 'What an agent does'],
    Object.entries(words).map(([kind, [meaning, step]]) => [`\`${kind}\``, meaning, step]),
  ),
  text(
    'Some calls have several steps, such as an invoice that is created and then sent. When a later step fails, the message says what was done before it. When it says nothing about that, nothing was changed, except with `outcome_unknown`.',
  ),
  text(
    'A link is for people of the account only, and contains no secret. A client that can open pages for people is asked to open it; others get it as text.',
  ),
)
