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

/** Returns the store as it is seen over a connection that breaks after a commit, before its answer, if `isLost` says so. */
export function storeLosingAnswers(storage: Storage, isLost: () => boolean): Storage {
  const { db } = storage
  const transaction = () => ({
    async execute(work: Parameters<ReturnType<typeof db.transaction>['execute']>[0]) {
      const result = await db.transaction().execute(work)
      if (isLost()) throw connectionRefused()
      return result
    },
  })
  const seen = new Proxy(db, {
    get(target, name) {
      if (name === 'transaction') return transaction
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  return { ...storage, db: seen }
}
