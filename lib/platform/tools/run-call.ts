import { serviceName } from '@/lib/contract/services/catalogue'
import { traceOf } from '@/lib/http/log'
import { hashSecret } from '@/lib/storage/secret-hash'
import type { GrantsContext } from '../grants/grants-context'
import { type IntegrationRow, reloadRow } from '../grants/integration-row'
import type { Revocations } from '../grants/revocations/revocations'
import type { Inboxes } from '../inboxes/inboxes'
import type { Checks } from '../integrations/checking/checks'
import type { CallKey } from './call-key'
import type { CallClaim } from './call-outcomes'
import { nameOf, reconnectFailure } from './choose-integration'
import type { ConnectAndApproveLinks } from './connect-and-approve-links'
import { GrantRefusedError, openSessionWithGrant } from './open-session-with-grant'
import { afterEarlierCall, LaterStepError, withPart } from './partly-done'
import { presentOutput } from './present-output'
import type { PreparedCall, Tool } from './tool'
import { ToolFailure } from './tool-failure'
import type { VendorPauses } from './vendor-pauses'
import type { VendorSession, WriteProgress } from './vendor-session'

/** The time limit of a call. */
const callLimitMs = 20_000

/** A call that has passed all checks and is about to run. */
export interface RunnableCall {
  row: IntegrationRow
  tool: Tool
  prepared: PreparedCall
  /** Aborted when the caller has gone. */
  signal: AbortSignal
  key: CallKey | undefined
  /** The right to do the work once. Absent without a key. */
  claim: CallClaim | undefined
}

interface Parts {
  revocations: Revocations
  checks: Checks
  inboxes: Inboxes
  links: ConnectAndApproveLinks
  pauses: VendorPauses
}

/**
 * Does the work of a call at the vendor, and stores its outcome for the key.
 *
 * @returns the output, as it is answered
 * @throws {ToolFailure} when the work was not done, or nobody knows whether it was
 */
export type RunCall = (call: RunnableCall) => Promise<Record<string, unknown>>

export function createRunCall(context: GrantsContext, parts: Parts): RunCall {
  const { checks, links, pauses } = parts
  const { storage, log } = context

  /**
   * Returns the failure of a call. When the vendor accepts no token, a check finds out whether the grant has ended. A tool
   * throws `not_granted` only when reconnecting may help, so this failure gets the link for reconnecting.
   */
  async function explain(
    error: unknown,
    { row, tool }: Pick<RunnableCall, 'row' | 'tool'>,
    progress: WriteProgress,
  ): Promise<ToolFailure> {
    if (error instanceof LaterStepError)
      return withPart(await explain(error.cause, { row, tool }, progress), error.part)
    if (error instanceof ToolFailure) {
      if (error.needsLink) return reconnectFailure(row, tool, links, 'refused')
      const isUnclear = progress.done > 0 && error.isRetryable && !error.details.continues
      return isUnclear ? unknownOutcome(tool) : error
    }
    if (!(error instanceof GrantRefusedError)) {
      log.error(
        { tool: tool.name, ...traceOf(error) },
        'a tool failed because of an error in this server',
      )
      return progress.begun > 0 ? unknownOutcome(tool) : ownFailure()
    }
    await checks.check(row, 'tool')
    const { status } = await reloadRow(storage.db, row)
    if (status === 'connected') return refusedButFine(row)
    return reconnectFailure(row, tool, links, 'ended')
  }

  return async (call) => {
    const { row, tool, signal, key, claim } = call
    const progress: WriteProgress = { begun: 0, done: 0 }
    try {
      const vendor = openSessionWithGrant(context, parts, {
        row,
        signal,
        endsAt: performance.now() + callLimitMs,
        progress,
        ...(key && { key: vendorKeyOf(key) }),
      })
      const output = presentOutput(tool, await doOnce(call, vendor), row)
      await claim?.keep(output)
      return output
    } catch (error) {
      const explained = await explain(error, call, progress)
      const failure = claim?.mayBeDone ? afterEarlierCall(explained) : explained
      pauses.note(row, tool, failure)
      const isUnknown = progress.done > 0 || failure.kind === 'outcome_unknown'
      const mayBeDone = isUnknown || claim?.mayBeDone
      await (mayBeDone ? claim?.leaveUnknown() : claim?.release())
      throw failure
    }
  }
}

/** Does the work, unless an earlier call with the same key has done it already. */
async function doOnce(
  { tool, prepared, claim }: RunnableCall,
  vendor: VendorSession,
): Promise<object> {
  if (!claim?.mayBeDone) return prepared.run(vendor)
  if (!prepared.findDone) throw unknownOutcome(tool)
  // When looking fails, still nobody knows. When the grant has ended, a person has to reconnect first.
  const done = await prepared.findDone(vendor).catch((error: unknown) => {
    throw error instanceof GrantRefusedError ? error : unknownOutcome(tool)
  })
  return done ?? prepared.run(vendor)
}

/** Returns a text for the vendor that is the same in each repetition of a call, and does not show the caller's key. */
function vendorKeyOf({ caller, key }: CallKey): string {
  return hashSecret(JSON.stringify([caller.accountId, caller.environment, key]))
}

function unknownOutcome({ service }: Pick<Tool, 'service'>): ToolFailure {
  return new ToolFailure(
    'outcome_unknown',
    `Nobody knows whether this was done at ${serviceName(service)}. Look there before you do it again, and then use a new idempotency_key.`,
  )
}

function ownFailure(): ToolFailure {
  return new ToolFailure(
    'unavailable',
    'Something went wrong at Miteos. Nothing was changed. Try again later.',
  )
}

function refusedButFine(row: IntegrationRow): ToolFailure {
  return new ToolFailure(
    'unavailable',
    `${serviceName(row.service)} did not accept this call of ${nameOf(row)}, although the connection works. Try again later.`,
  )
}
