import {
  type CallToolResult,
  type InputRequiredResult,
  inputRequired,
} from '@modelcontextprotocol/server'
import type { CallResult } from '../tools/call-tool'
import type { ToolFailure } from '../tools/tool-failure'
import { pageRequest } from './input-responses'

/** The kinds of failure that a person can resolve on a page of ours. */
const resolvedOnPage = ['needs_connecting', 'needs_reconnecting', 'not_granted', 'needs_approval']

/**
 * Returns the result of a call in the form of the protocol: the output, as JSON and as text, or an
 * error that the model can act on.
 */
export function presentResult({ output, failure }: CallResult, requestId: string): CallToolResult {
  if (!failure) {
    const structuredContent = { ...output }
    return {
      content: [{ type: 'text', text: JSON.stringify(structuredContent) }],
      structuredContent,
    }
  }
  const { kind, message, isRetryable, details } = failure
  return {
    content: [{ type: 'text', text: message }],
    isError: true,
    _meta: {
      'miteos/kind': kind,
      'miteos/retryable': isRetryable,
      ...(details.retryAfterMs !== undefined && { 'miteos/retry_after_ms': details.retryAfterMs }),
      'miteos/request_id': requestId,
    },
  }
}

/**
 * Returns the request that a client open a page, or `undefined` when no page can resolve the
 * failure. Only for clients that can open pages
 * (https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation).
 */
export function askToOpenPage({
  kind,
  message,
  details,
}: ToolFailure): InputRequiredResult | undefined {
  const { url } = details
  if (url === undefined || !resolvedOnPage.includes(kind)) return undefined
  return inputRequired({
    inputRequests: { [pageRequest]: inputRequired.elicitUrl({ message, url }) },
  })
}
