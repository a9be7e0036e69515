import type { Grant } from '../grants/vault/vault'
import { type CodeStore, findCode, openHold } from './code-state'

/** The results of a code at the time when it was presented again. */
export interface Replayed {
  /** The integration that the code made. */
  integrationId: string | null
  /** The grant that was held under the code. It can no longer be taken. */
  grant: Grant | null
}

export interface ReplayedCodes {
  /**
   * Records that another token has presented a spent code. From then on, neither a running exchange nor a hold
   * of the code can become an integration. A hold that cannot be read stays until the code expires, when an
   * operator alarm is raised for it.
   */
  markReplayed: (code: string) => Promise<Replayed>
}

export function createReplayedCodes(store: CodeStore): ReplayedCodes {
  const { storage, now } = store
  return {
    async markReplayed(code) {
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
