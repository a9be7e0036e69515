import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server'

/** The name under which we ask a client to open a page. */
export const pageRequest = 'page'

interface Responses {
  inputResponses?: Readonly<Record<string, unknown>>
  /** The names of the responses that do not have the form of one. */
  droppedInputResponseKeys?: readonly string[]
}

/**
 * Returns whether the client comes back from the page that it was asked to open. Responses to other questions are
 * ignored (https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr).
 *
 * @throws {ProtocolError} when the client sends responses that are none
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
