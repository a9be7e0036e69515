import type { Database } from '@/lib/storage/database'
import type { Person } from '../access/person'
import type { PlatformContext } from '../core/context'

/** The account and environment whose registered redirect URIs count. */
export type Owner = Pick<Person, 'accountId' | 'environment'>

/** The app at a redirect URI. `name` is null for the dashboard of Miteos itself. */
export interface App {
  name: string | null
}

/** The addresses to which people may be sent back: the registered redirect URIs and the callback of the dashboard. */
export interface ReturnAddresses {
  /** Returns the app at exactly this redirect URI, or null when people of this account may not be sent there. */
  appAt: (redirectUri: string, owner: Owner) => Promise<App | null>
  /** Returns every address to which people of this account may be sent, the dashboard's callback first. */
  list: (owner: Owner) => Promise<string[]>
  /** Records that a code is sent to a redirect URI. `db` can be a database transaction. */
  markUsed: (redirectUri: string, owner: Owner, db?: Database) => Promise<void>
}

export function createReturnAddresses({
  storage,
  settings,
  now,
}: Pick<PlatformContext, 'storage' | 'settings' | 'now'>): ReturnAddresses {
  const ownCallback = `${settings.appUrl}/callback`

  const selectOf = ({ accountId, environment }: Owner) =>
    storage.db
      .selectFrom('redirect_uris')
      .where('account_id', '=', accountId)
      .where('environment', '=', environment)

  return {
    async appAt(redirectUri, owner) {
      if (redirectUri === ownCallback) return { name: null }
      await storage.ready()
      const row = await selectOf(owner)
        .select('app_name')
        .where('uri', '=', redirectUri)
        .executeTakeFirst()
      return row ? { name: row.app_name } : null
    },
    async list(owner) {
      await storage.ready()
      const rows = await selectOf(owner).select('uri').orderBy('id').execute()
      return [ownCallback, ...rows.map(({ uri }) => uri)]
    },
    async markUsed(redirectUri, { accountId, environment }, db = storage.db) {
      await db
        .updateTable('redirect_uris')
        .set({ last_used_at: now() })
        .where('account_id', '=', accountId)
        .where('environment', '=', environment)
        .where('uri', '=', redirectUri)
        .execute()
    },
  }
}
