import type { PlatformContext } from '../core/context'
import { knownColumns } from '../core/known-columns'
import { createRowIsolation } from '../core/row-isolation'
import type { Revocations } from '../grants/revocations/revocations'
import type { Codes } from './codes'
import type { ExpiredHold } from './holds'

/**
 * Returns the job that queues the grants of expired holds to be revoked. A grant that cannot be read is removed
 * with an operator alarm. A grant of a service that this version does not know stays for a version that knows
 * it.
 */
export function createExpiredHolds(
  { storage, log }: PlatformContext,
  { codes, revocations }: { codes: Codes; revocations: Revocations },
): () => Promise<void> {
  const rows = createRowIsolation(log)

  async function queue(hold: ExpiredHold): Promise<void> {
    const { accountId, hash, grant } = hold
    const fields = { row: hash, service: hold.service, account: accountId }
    const known = knownColumns.safeParse(hold)
    if (!known.success) {
      rows.alarmOnce(hash, fields, 'a held grant is of a service that this version does not know')
      return
    }
    await storage.db.transaction().execute(async (transaction) => {
      if (!(await codes.removeExpiredHold(transaction, hash)) || !grant) return
      await revocations.queueRevocation(transaction, { accountId, ...known.data, grant })
    })
    if (!grant) log.error(fields, 'operator alarm: a grant that was held cannot be read')
  }

  return async () => {
    for (const hold of await codes.listExpiredHolds()) {
      await rows.attempt(hold.hash, () => queue(hold))
    }
  }
}
