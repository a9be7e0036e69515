import type { PlatformContext } from '../context'
import { knownColumns } from '../known-columns'
import type { Revocations } from '../revocations/revocations'
import { grantSchema } from '../vault/vault'
import type { Codes } from './codes'

/** Another account came back and nobody decided in time: what was granted is queued to be revoked. */
export async function queueExpiredHolds(
  { storage, log }: PlatformContext,
  { codes, revocations }: { codes: Codes; revocations: Revocations },
): Promise<void> {
  for (const hold of await codes.heldExpired()) {
    const { accountId, hash, held } = hold
    const grant = held === null ? undefined : grantSchema.parse(JSON.parse(held))
    await storage.db.transaction().execute(async (transaction) => {
      if (!(await codes.dropHeld(transaction, hash)) || !grant) return
      await revocations.enqueue(transaction, { accountId, ...knownColumns.parse(hold), grant })
    })
    if (!grant) {
      const fields = { service: hold.service, account: accountId }
      log.error(fields, 'operator alarm: a credential that was held does not open')
    }
  }
}
