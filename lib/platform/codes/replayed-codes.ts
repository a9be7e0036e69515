import { type CodeStore, findCode, openHold } from './code-state'

/** What a code had brought when it was presented again. */
export interface Replayed {
  /** The integration that it made. */
  integrationId: string | null
  /** What was held under it, and can no longer be taken. */
  secret: string | null
}

export interface ReplayedCodes {
  /**
   * Records that another token has presented a spent code. From then on neither an exchange that is
   * running nor what is held under the code can become an integration. What cannot be opened stays, to be
   * told when the code expires.
   */
  markReplayed: (code: string) => Promise<Replayed>
}

export function replayedCodes(store: CodeStore): ReplayedCodes {
  const { storage, now } = store
  return {
    async markReplayed(code) {
      for (;;) {
        const row = await findCode(store, code)
        if (!row || row.integration_id !== null) {
          return { integrationId: row?.integration_id ?? null, secret: null }
        }
        const secret = openHold(store, row)
        const marked = await storage.db
          .updateTable('oauth_codes')
          .set({ replayed_at: now(), ...(secret !== null && { held_credential: null }) })
          .where('hash', '=', row.hash)
          .where('integration_id', 'is', null)
          .where('held_credential', 'is not distinct from', row.held_credential)
          .executeTakeFirst()
        if (marked.numUpdatedRows === 1n) return { integrationId: null, secret }
      }
    },
  }
}
