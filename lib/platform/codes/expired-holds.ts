import type { PlatformContext } from '../core/context'
import { knownServiceAndEnvironment } from '../core/known-service-and-environment'
import { createRowIsolation } from '../core/row-isolation'
import type { Revocations } from '../grants/revocations/revocations'
import type { Codes } from './codes'
import type { ExpiredHold } from './holds'

/**
 * Creates the job that removes expired holds and queues the revocation of their grants. A grant that cannot be
 * read is removed with an operator alarm. A grant of a service that this version does not know is kept for a
 * newer version of the platform.
 */
export function createExpiredHoldsJob(
  { storage, log }: PlatformContext,
  { codes, revocations }: { codes: Codes; revocations: Revocations },
): () => Promise<void> {
  const isolation = createRowIsolation(log)

  async function endHold(hold: ExpiredHold): Promise<void> {
    const { accountId, hash, grant } = hold
    const fields = { row: hash, service: hold.service, account: accountId }
    const columns = knownServiceAndEnvironment.safeParse(hold)
    if (!columns.success) {
      isolation.alarmOnce(
        hash,
        fields,
        'a held grant is of a service that this version does not know',
      )
      return
    }
    await storage.db.transaction().execute(async (transaction) => {
      if (!(await codes.removeExpiredHold(transaction, hash)) || !grant) return
      await revocations.queueRevocation(transaction, { accountId, ...columns.data, grant })
    })
    if (!grant) log.error(fields, 'operator alarm: a grant that was held cannot be read')
  }

  return async () => {
    for (const hold of await codes.listExpiredHolds()) {
      await isolation.workOn(hold.hash, () => endHold(hold))
    }
  }
}
