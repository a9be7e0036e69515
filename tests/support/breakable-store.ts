import type { KyselyPlugin } from 'kysely'
import type { Storage } from '@/lib/storage/database'

/** The error of a connection to a database server that is gone. */
const connectionRefused = () =>
  Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })

/** Returns the store as it is seen over a connection that fails while `isAway` returns true. */
export function breakableStore(storage: Storage, isAway: () => boolean): Storage {
  const connection: KyselyPlugin = {
    transformQuery({ node }) {
      if (isAway()) throw connectionRefused()
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { ...storage, db: storage.db.withPlugin(connection) }
}
