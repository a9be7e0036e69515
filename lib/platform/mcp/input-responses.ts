import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server'

/** The name of our request to open a page, and of the client's response to it. */
export const pageRequest = 'page'

interface Responses {
  inputResponses?: Readonly<Record<string, unknown>>
  /** The names of the responses that are malformed. */
  droppedInputResponseKeys?: readonly string[]
}

/**
 * Returns whether a call repeats an earlier one after the client was asked to open a page.
 * Responses to other requests are ignored
 * (https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr).
 *
 * @throws {ProtocolError} when `inputResponses` is empty or contains a malformed response
 */
export function comesFromPage({
  inputResponses,
  droppedInputResponseKeys = [],
}: Responses): boolean {
  if (inputResponses === undefined) return false
  const isEmpty = Object.keys(inputResponses).length === 0
  if (isEmpty || droppedInputResponseKeys.length > 0) {
    throw new ProtocolError(
      ProtocolErrorCode.InvalidParams,
      'The member "inputResponses" has to be an object with one response for each request.',
    )
  }
  return pageRequest in inputResponses
}
