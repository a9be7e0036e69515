import type { Database } from '@/lib/storage/database'
import { rowIdentity } from '@/lib/storage/row-identity'
import { type Grant, grantSchema } from '../grants/vault/vault'
import { type CodeClaim, type CodeStore, codeState, findCode, openHold } from './code-state'

/**
 * The time between the expiry of a code and the removal of its hold. A request that took the hold just before
 * the expiry has ended by then.
 */
const graceMs = 60_000

export interface ExpiredHold {
  /** The hash of the code, for `removeExpiredHold`. */
  hash: string
  accountId: string
  environment: string
  service: string
  /** The grant, or `null` when it cannot be read. */
  grant: Grant | null
}

export interface Holds {
  /**
   * Seals a grant under a spent code, until the grant is taken or the code expires. Rejects when the code is not
   * spent, or when another token has presented the code.
   */
  hold: (code: string, grant: Grant) => Promise<void>
  /**
   * Removes a hold and returns its grant. Returns `null` when there is no hold for this claim, or when another
   * call has removed it.
   */
  takeHold: (claim: CodeClaim) => Promise<Grant | null>
  /** Lists the holds whose code expired before a person decided. Each has to be removed, and its grant revoked. */
  listExpiredHolds: () => Promise<ExpiredHold[]>
  /**
   * Removes an expired hold. Returns `true` to one call only. The revocation has to be queued in the same database
   * transaction as that call.
   */
  removeExpiredHold: (db: Database, hash: string) => Promise<boolean>
}

/**
 * Creates the store of holds. A hold is a grant of another account than expected, which waits under its code
 * for a decision.
 */
export function createHolds(store: CodeStore): Holds {
  const { storage, keyring, now } = store

  return {
    async hold(code, grant) {
      const row = await findCode(store, code)
      if (!row?.used_at) throw new Error('only a spent code can have a hold')
      const text = JSON.stringify(grantSchema.parse(grant))
      const identity = rowIdentity.oauthCode('held_credential', row)
      const updated = await storage.db
        .updateTable('oauth_codes')
        .set({ held_credential: keyring.seal(text, identity) })
        .where('hash', '=', row.hash)
        .where('replayed_at', 'is', null)
        .executeTakeFirst()
      if (updated.numUpdatedRows !== 1n)
        throw new Error('a code that was replayed can have no hold')
    },
    async takeHold(claim) {
      const row = await findCode(store, claim.code)
      const state = codeState(store, row, claim)
      if (!row || state.outcome !== 'held') return null
      const taken = await storage.db
        .updateTable('oauth_codes')
        .set({ held_credential: null })
        .where('hash', '=', row.hash)
        .where('held_credential', '=', row.held_credential)
        .executeTakeFirst()
      return taken.numUpdatedRows === 1n ? state.grant : null
    },
    async listExpiredHolds() {
      await storage.ready()
      const rows = await storage.db
        .selectFrom('oauth_codes')
        .selectAll()
        .where('held_credential', 'is not', null)
        .where('expires_at', '<=', now() - graceMs)
        .execute()
      return rows.map((row) => ({
        hash: row.hash,
        accountId: row.account_id,
        environment: row.environment,
        service: row.service,
        grant: openHold(store, row),
      }))
    },
    async removeExpiredHold(db, hash) {
      const { numUpdatedRows } = await db
        .updateTable('oauth_codes')
        .set({ held_credential: null })
        .where('hash', '=', hash)
        .where('held_credential', 'is not', null)
        .where('expires_at', '<=', now() - graceMs)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
  }
}
