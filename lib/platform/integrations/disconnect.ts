import type { Caller } from '../access/caller'
import { unknownIntegration } from '../core/api-problem'
import type { PlatformContext } from '../core/context'
import { recordEvent } from '../core/history'
import { removeCredential } from '../grants/remove-credential'
import { queueRevocationOfRow } from '../grants/revocations/queue-revocation'
import type { Revocations } from '../grants/revocations/revocations'
import { selectOwn } from './select-integrations'

/**
 * Disconnects an integration. First it is disconnected here, in one transaction, so that agents stop at once.
 * Then the provider is asked to revoke the grant, and asked again later if that fails. Disconnecting it a
 * second time changes nothing.
 */
export async function disconnect(
  context: PlatformContext,
  revocations: Revocations,
  caller: Caller,
  id: string,
): Promise<void> {
  const { storage, now } = context
  const revocationId = await storage.db.transaction().execute(async (transaction) => {
    for (;;) {
      const row = await selectOwn(transaction, caller, id)
      if (!row) throw unknownIntegration()
      if (row.status === 'disconnected') return undefined
      const state = { status: 'disconnected', status_reason: null }
      if (!(await removeCredential(transaction, row, state))) continue
      const about = { accountId: caller.accountId, integrationId: row.id, at: now() }
      await recordEvent(transaction, { ...about, type: 'disconnected', actor: caller.tokenName })
      const revocationId = await queueRevocationOfRow(context, revocations, transaction, row)
      if (revocationId === undefined) {
        const skipped = { type: 'revocation_skipped', reason: 'nothing_held' } as const
        await recordEvent(transaction, { ...about, ...skipped })
      }
      return revocationId
    }
  })
  if (revocationId !== undefined) await revocations.revokeQueued(revocationId)
}
