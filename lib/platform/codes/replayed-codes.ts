import type { Grant } from '../grants/vault/vault'
import { type CodeStore, findCode, openHold } from './code-state'

/** The results that a code had when another token presented it. */
export interface ReplayedCode {
  /** The integration that the code made or reconnected, or null when it did neither. */
  integrationId: string | null
  /** The grant that was held under the code and was removed now, or null when there is none or it cannot be read. */
  grant: Grant | null
}

export interface ReplayedCodes {
  /**
   * Records that another token has presented a spent code. From then on, neither a running exchange nor a hold
   * of the code can become an integration. When the code has made an integration already, only returns its id. A
   * hold that cannot be read is kept until the code expires. Its removal then raises an operator alarm.
   */
  markReplayed: (code: string) => Promise<ReplayedCode>
}

export function createReplayedCodes(store: CodeStore): ReplayedCodes {
  const { storage, now } = store
  return {
    async markReplayed(code) {
      // Repeats when another request changed the row between the read and the write.
      for (;;) {
        const row = await findCode(store, code)
        if (!row || row.integration_id !== null) {
          return { integrationId: row?.integration_id ?? null, grant: null }
        }
        const grant = openHold(store, row)
        const marked = await storage.db
          .updateTable('oauth_codes')
          .set({ replayed_at: now(), ...(grant !== null && { held_credential: null }) })
          .where('hash', '=', row.hash)
          .where('integration_id', 'is', null)
          .where('held_credential', 'is not distinct from', row.held_credential)
          .executeTakeFirst()
        if (marked.numUpdatedRows === 1n) return { integrationId: null, grant }
      }
    },
  }
}
