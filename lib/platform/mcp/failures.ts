import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server'
import { unexpectedDetail } from '../core/api-problem'

/** The errors of one request that are not errors of the protocol. */
export interface Failures {
  /**
   * Does the work. When it fails with an error that is not one of the protocol, throws one of the protocol in its place,
   * because the package sends the words of every error to the client.
   */
  during: <Result>(work: () => Promise<Result>) => Promise<Result>
  /**
   * Says that the answer begins now, so that later errors are reported.
   *
   * @throws the error with which work has failed already
   */
  beginAnswer: () => void
}

export function createFailures(reportLate: (error: unknown) => void): Failures {
  const early: unknown[] = []
  let hasBegun = false
  return {
    async during(work) {
      try {
        return await work()
      } catch (error) {
        if (error instanceof ProtocolError) throw error
        if (hasBegun) reportLate(error)
        else early.push(error)
        throw new ProtocolError(ProtocolErrorCode.InternalError, unexpectedDetail)
      }
    },
    beginAnswer() {
      hasBegun = true
      if (early.length > 0) throw early[0]
    },
  }
}
