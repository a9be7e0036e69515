import { type KyselyPlugin, type RootOperationNode, TableNode } from 'kysely'
import type { Storage } from '@/lib/storage/database'

/** The error of a connection to a database server that is gone. */
const connectionRefused = () =>
  Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })

/** Returns a store whose queries fail when `isAway` returns true, as they do when the database server is gone. */
export function breakableStore(
  storage: Storage,
  isAway: (query: RootOperationNode) => boolean,
): Storage {
  const connection: KyselyPlugin = {
    transformQuery({ node }) {
      if (isAway(node)) throw connectionRefused()
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { ...storage, db: storage.db.withPlugin(connection) }
}

/** Returns a store that goes away when a row is inserted into a table after `leave`, and stays away until `comeBack`. */
export function storeLeavingAt(storage: Storage, table: string) {
  let state: 'there' | 'leaving' | 'away' = 'there'
  const connection: KyselyPlugin = {
    transformQuery({ node }) {
      const into = node.kind === 'InsertQueryNode' ? node.into : undefined
      if (state === 'leaving' && into?.table.identifier.name === table) state = 'away'
      if (state === 'away') throw connectionRefused()
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return {
    storage: { ...storage, db: storage.db.withPlugin(connection) },
    leave: () => {
      state = 'leaving'
    },
    comeBack: () => {
      state = 'there'
    },
  }
}

/** Returns a store in which reading a whole row of an integration fails after `fail`, and until `work`, as a mistake of ours would. */
export function storeWithMistakes(storage: Storage) {
  let isFailing = false
  const mistake: KyselyPlugin = {
    transformQuery({ node }) {
      const selections = node.kind === 'SelectQueryNode' ? (node.selections ?? []) : []
      const isOfRow = selections.some(({ selection }) => selection.kind === 'SelectAllNode')
      const [from] = node.kind === 'SelectQueryNode' ? (node.from?.froms ?? []) : []
      const isOfIntegrations =
        from !== undefined && TableNode.is(from) && from.table.identifier.name === 'integrations'
      if (isFailing && isOfRow && isOfIntegrations) throw new TypeError('a mistake of ours')
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return {
    storage: { ...storage, db: storage.db.withPlugin(mistake) },
    fail: () => {
      isFailing = true
    },
    work: () => {
      isFailing = false
    },
  }
}

/** Returns a store whose connection breaks when `isLost` returns true: after a commit, and before its answer. */
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
