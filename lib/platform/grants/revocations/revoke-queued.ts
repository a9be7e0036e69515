import type { EventType } from '@/lib/contract/api/event'
import { recordEvent } from '../../core/history'
import { knownServiceAndEnvironment } from '../../core/known-service-and-environment'
import type { RowIsolation } from '../../core/row-isolation'
import { ProviderError } from '../../providers/provider-error'
import type { GrantsContext } from '../grants-context'
import { type Grant, openGrant } from '../vault/vault'
import type { QueuedRevocation, RevocationQueue } from './revocation-queue'
import { NotConfiguredError, type RevocationResult, revokeGrant } from './revoke-grant'

const firstPauseMs = 30_000
const maxPauseMs = 60 * 60_000
/**
 * After this time a failure ends the tries and the credential is deleted. The person can still
 * revoke the grant at the provider.
 */
const giveUpAfterMs = 7 * 24 * 60 * 60_000

/** The failures that alarm the operator each time, and those that alarm the operator only the first time. */
const alarmingEachTime = ['misconfigured', 'clock_wrong']
const alarmingOnce = ['not_configured', 'unexpected']

/** Returns why a grant could not be revoked, as one word for logs and the history. */
export function revocationFailureOf(error: unknown): string {
  if (error instanceof NotConfiguredError) return 'not_configured'
  return error instanceof ProviderError ? error.failure : 'unexpected'
}

/**
 * Asks the provider once to revoke a queued grant, unless another call is already doing so, and records
 * the result. Throws only when the result cannot be recorded.
 */
export async function revokeQueued(
  context: GrantsContext,
  { queue, rowIsolation }: { queue: RevocationQueue; rowIsolation: RowIsolation },
  id: string,
): Promise<void> {
  const row = await queue.reserve(id)
  if (!row) return
  let result: RevocationResult
  try {
    const grant = openGrant(context.keyring, row.credential, row)
    const storeRenewed = (renewed: Grant) => queue.replaceGrant(row, renewed)
    result = await revokeGrant(context, {
      ...knownServiceAndEnvironment.parse(row),
      grant,
      storeRenewed,
    })
  } catch (error) {
    return recordFailure(context, { queue, rowIsolation }, row, error)
  }
  await queue.remove(row)
  if (result === 'revoked') await recordRevocation(context, row, 'revoked_at_provider')
  else if (result !== 'untouched') {
    await recordRevocation(context, row, 'revocation_skipped', result)
  }
}

async function recordFailure(
  context: GrantsContext,
  { queue, rowIsolation }: { queue: RevocationQueue; rowIsolation: RowIsolation },
  row: QueuedRevocation,
  error: unknown,
): Promise<void> {
  const { log, now } = context
  const reason = revocationFailureOf(error)
  const givesUp = now() - row.created_at >= giveUpAfterMs
  const providerFields = error instanceof ProviderError ? error.fields : { service: row.service }
  const rowFields = { revocation: row.id, integration: row.integration_id }
  const fields = { ...providerFields, ...rowFields, reason, givesUp }
  const message = 'a grant could not be revoked'
  if (givesUp || alarmingEachTime.includes(reason)) {
    log.error(fields, `operator alarm: ${message}`)
  } else if (alarmingOnce.includes(reason)) {
    rowIsolation.alarmOnce(row.id, fields, message)
  } else {
    log.warn(fields, 'a grant could not be revoked yet')
  }
  if (row.attempts === 0) await recordRevocation(context, row, 'revocation_failed', reason)
  if (givesUp) {
    await queue.remove(row)
    return recordRevocation(context, row, 'revocation_given_up')
  }
  const waitMs = Math.min(maxPauseMs, firstPauseMs * 2 ** Math.min(row.attempts, 12))
  const requestedWaitMs = error instanceof ProviderError ? (error.retryAfterSeconds ?? 0) * 1000 : 0
  await queue.postpone(row, Math.max(waitMs, requestedWaitMs))
}

/** Adds an event to the history of the integration from which the grant was taken, if there is one. */
async function recordRevocation(
  { storage, now }: GrantsContext,
  row: QueuedRevocation,
  type: Extract<EventType, 'revoked_at_provider' | `revocation_${string}`>,
  reason?: string,
): Promise<void> {
  if (row.integration_id === null) return
  const integration = await storage.db
    .selectFrom('integrations')
    .select(['id', 'account_id', 'environment', 'service', 'account_name'])
    .where('id', '=', row.integration_id)
    .where('account_id', '=', row.account_id)
    .executeTakeFirst()
  if (!integration) return
  await storage.db
    .transaction()
    .execute((transaction) => recordEvent(transaction, { integration, at: now(), type, reason }))
}
