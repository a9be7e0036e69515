import type { Database } from '@/lib/storage/database'
import { rowIdentity } from '@/lib/storage/row-identity'
import { type Claim, type CodeRow, type CodeStore, findCode, stateOf } from './code-state'

/** Later than any request that took what is held just before the code ended. */
const grace = 60_000

export interface ExpiredHold {
  /** The hash of the code, for `dropHeld`. */
  hash: string
  accountId: string
  environment: string
  service: string
  /** `null` when the vault cannot open it any more. */
  held: string | null
}

export interface HeldCredentials {
  /**
   * Seals what an exchange brought under its spent code, until it is taken or the code expires.
   * Rejects when somebody else has presented the code before.
   */
  hold: (code: string, secret: string) => Promise<void>
  /** Hands out what is held, once; `null` when there is nothing (any more) for this claim. */
  takeHeld: (claim: Claim) => Promise<string | null>
  /** What nobody decided about in time: to be dropped, and revoked at its provider. */
  heldExpired: () => Promise<ExpiredHold[]>
  /** `true` for one caller only; part of the transaction that queues it to be revoked. */
  dropHeld: (db: Database, hash: string) => Promise<boolean>
}

/** What came back for another account than expected, until somebody decides (or nobody does). */
export function heldCredentials(store: CodeStore): HeldCredentials {
  const { storage, keyring, now } = store

  function opened(row: CodeRow, sealed: string): string | null {
    try {
      return keyring.open(sealed, rowIdentity.oauthCode('held_credential', row))
    } catch {
      return null
    }
  }

  return {
    async hold(code, secret) {
      const row = await findCode(store, code)
      if (!row?.used_at) throw new Error('only a spent code can hold what it was spent on')
      const kept = await storage.db
        .updateTable('oauth_codes')
        .set({
          held_credential: keyring.seal(secret, rowIdentity.oauthCode('held_credential', row)),
        })
        .where('hash', '=', row.hash)
        .where('replayed_at', 'is', null)
        .executeTakeFirst()
      if (kept.numUpdatedRows !== 1n) throw new Error('a code that was replayed holds nothing')
    },
    async takeHeld(claim) {
      const row = await findCode(store, claim.code)
      const state = stateOf(store, row, claim)
      if (!row || state.outcome !== 'held') return null
      const taken = await storage.db
        .updateTable('oauth_codes')
        .set({ held_credential: null })
        .where('hash', '=', row.hash)
        .where('held_credential', '=', row.held_credential)
        .executeTakeFirst()
      return taken.numUpdatedRows === 1n ? state.held : null
    },
    async heldExpired() {
      await storage.ready()
      const rows = await storage.db
        .selectFrom('oauth_codes')
        .selectAll()
        .where('held_credential', 'is not', null)
        .where('expires_at', '<=', now() - grace)
        .execute()
      return rows.flatMap((row) =>
        row.held_credential === null
          ? []
          : {
              hash: row.hash,
              accountId: row.account_id,
              environment: row.environment,
              service: row.service,
              held: opened(row, row.held_credential),
            },
      )
    },
    async dropHeld(db, hash) {
      const { numUpdatedRows } = await db
        .updateTable('oauth_codes')
        .set({ held_credential: null })
        .where('hash', '=', hash)
        .where('held_credential', 'is not', null)
        .where('expires_at', '<=', now() - grace)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
  }
}
