import type { ToolFailureKind } from '@/lib/contract/api/tool-call'
import { cutText, readableText } from './untrusted-text'

interface FailureDetails {
  /** The time that the vendor asks the caller to wait. */
  retryAfterMs?: number | undefined
  /** True when only this tool has to wait. Otherwise every tool has to wait before it uses the integration. */
  waitsForThisToolOnly?: boolean | undefined
  /** The page on which a person can remove the cause of the failure. */
  url?: string | undefined
  /** True when a part was done, and the same call with the same key does the rest and nothing twice. */
  continues?: true | undefined
  /** The vendor's own code of a refusal. A tool may try another way because of it. */
  vendorCode?: string | undefined
}

/** The kinds after which the same call may succeed later, without anything else being done. */
const retryableKinds: readonly ToolFailureKind[] = ['rate_limited', 'unavailable']

const maxMessageLength = 1800

/**
 * Thrown when a tool did not do its work. The message is for the agent and says what to do next. It may quote the vendor, so
 * it is sent to the caller and never logged or stored.
 */
export class ToolFailure extends Error {
  override readonly name = 'ToolFailure'

  constructor(
    readonly kind: ToolFailureKind,
    message: string,
    readonly details: FailureDetails = {},
  ) {
    super(cutText(readableText(message), maxMessageLength))
  }

  /** True for a failure that a person can repair by reconnecting, as long as it does not name the page for that. */
  get needsLink(): boolean {
    return this.kind === 'not_granted' && this.details.url === undefined
  }

  get isRetryable(): boolean {
    return retryableKinds.includes(this.kind)
  }
}

/** Returns the failure of a call with an argument that the tool cannot use. */
export function invalidArgument(name: string, problem: string): ToolFailure {
  return new ToolFailure('invalid_arguments', `The argument "${name}" is not valid: ${problem}.`)
}
