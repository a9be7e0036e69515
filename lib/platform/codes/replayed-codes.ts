import { rowIdentity } from '@/lib/storage/row-identity'
import { type CodeStore, findCode } from './code-state'

/** The results of a code at the time when it was presented again. */
export interface Replayed {
  /** The integration that the code made. */
  integrationId: string | null
  /** The secret that was held under the code. It can no longer be taken. */
  secret: string | null
}

export interface ReplayedCodes {
  /**
   * Records that another token has presented a spent code. From then on, neither a running exchange nor a hold
   * of the code can become an integration.
   */
  markReplayed: (code: string) => Promise<Replayed>
}

export function replayedCodes(store: CodeStore): ReplayedCodes {
  const { storage, keyring, now } = store
  return {
    async markReplayed(code) {
      for (;;) {
        const row = await findCode(store, code)
        if (!row || row.integration_id !== null) {
          return { integrationId: row?.integration_id ?? null, secret: null }
        }
        const marked = await storage.db
          .updateTable('oauth_codes')
          .set({ replayed_at: now(), held_credential: null })
          .where('hash', '=', row.hash)
          .where('integration_id', 'is', null)
          .where('held_credential', 'is not distinct from', row.held_credential)
          .executeTakeFirst()
        if (marked.numUpdatedRows !== 1n) continue
        if (row.held_credential === null) return { integrationId: null, secret: null }
        const identity = rowIdentity.oauthCode('held_credential', row)
        return { integrationId: null, secret: keyring.open(row.held_credential, identity) }
      }
    },
  }
}
