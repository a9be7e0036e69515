import { sql } from 'kysely'
import type { z } from 'zod'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'

/** The key of a world: a simulated account, and the customer whose world it is. */
export interface WorldKey {
  service: Service
  /** The simulated account, by its id at the vendor. */
  subject: string
  /** The customer's account at Miteos, or `nobody` for those who use the sandbox without one. */
  owner: string
}

/** A kind of thing in a world, such as the messages of Slack, with the schema of its content. */
export interface Kind<Content> {
  name: string
  schema: z.ZodType<Content>
}

/** What a vendor keeps for an account, such as one message or one file. The id is unique within its kind. */
export interface Thing<Content> {
  id: string
  content: Content
}

/**
 * The content of a simulated account: what was there at the beginning, and what tools and the vendor's own SDK have written
 * since.
 */
export interface World {
  /** Returns the things of a kind, in the order in which they were added. */
  list: <Content>(kind: Kind<Content>) => Promise<Thing<Content>[]>
  get: <Content>(kind: Kind<Content>, id: string) => Promise<Content | undefined>
  /** Adds a thing, or replaces its content. Only the thousand things of each kind that were added last are kept. */
  put: <Content extends object>(kind: Kind<Content>, id: string, content: Content) => Promise<void>
  remove: (kind: Kind<unknown>, id: string) => Promise<void>
  /** Does the work in one transaction. The changes of one world run one after the other, in all processes. */
  change: <Result>(work: (world: World) => Promise<Result>) => Promise<Result>
}

/** Writes the things with which a world begins. */
export type Seed = (world: World, key: WorldKey) => Promise<void>

export interface Worlds {
  /** Returns the world with this key. A world that nobody has used yet is seeded first. */
  open: (key: WorldKey, seed: Seed) => Promise<World>
  /** Deletes everything in a world and seeds it again. */
  reset: (key: WorldKey, seed: Seed) => Promise<void>
}

const maxThingsPerKind = 1000
/** The row that shows that a world was seeded. It is also the row that a change locks. */
const marker = { kind: 'seeded', id: 'marker' }

/** Creates the worlds of all simulated accounts. */
export function createWorlds(db: Database): Worlds {
  /** The worlds of which this process knows that they were seeded. A world stays seeded. */
  const seededWorlds = new Set<string>()

  async function seedOnce(key: WorldKey, seed: Seed): Promise<void> {
    await db.transaction().execute(async (transaction) => {
      const inserted = await transaction
        .insertInto('sandbox_things')
        .values({ ...key, ...marker, position: 0, content: '{}' })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      if (inserted) await seed(worldIn(transaction, key), key)
    })
  }

  return {
    async open(key, seed) {
      const seeded = JSON.stringify([key.service, key.subject, key.owner])
      if (!seededWorlds.has(seeded)) {
        await seedOnce(key, seed)
        seededWorlds.add(seeded)
      }
      return worldIn(db, key)
    },
    async reset(key, seed) {
      await db.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('sandbox_things')
          .where((column) => column.and({ ...key }))
          .execute()
        await transaction
          .insertInto('sandbox_things')
          .values({ ...key, ...marker, position: 0, content: '{}' })
          .execute()
        await seed(worldIn(transaction, key), key)
      })
    },
  }
}

function worldIn(db: Database, key: WorldKey): World {
  const world: World = {
    async list({ name, schema }) {
      const rows = await db
        .selectFrom('sandbox_things')
        .select(['id', 'content'])
        .where((column) => column.and({ ...key, kind: name }))
        .orderBy('position')
        .execute()
      return rows.map(({ id, content }) => ({ id, content: schema.parse(JSON.parse(content)) }))
    },
    async get({ name, schema }, id) {
      const row = await db
        .selectFrom('sandbox_things')
        .select('content')
        .where((column) => column.and({ ...key, kind: name, id }))
        .executeTakeFirst()
      return row && schema.parse(JSON.parse(row.content))
    },
    async put({ name }, id, thing) {
      const content = JSON.stringify(thing)
      const position = await nextPosition(db, key, name)
      await db
        .insertInto('sandbox_things')
        .values({ ...key, kind: name, id, content, position })
        .onConflict((conflict) =>
          conflict.columns(['service', 'subject', 'owner', 'kind', 'id']).doUpdateSet({ content }),
        )
        .execute()
      await db
        .deleteFrom('sandbox_things')
        .where((column) => column.and({ ...key, kind: name }))
        .where('position', '<=', position - maxThingsPerKind)
        .execute()
    },
    async remove({ name }, id) {
      await db
        .deleteFrom('sandbox_things')
        .where((column) => column.and({ ...key, kind: name, id }))
        .execute()
    },
    async change(work) {
      if (db.isTransaction) return work(world)
      return db.transaction().execute(async (transaction) => {
        // The write takes a lock until the end of the transaction: of the row on PostgreSQL, of the whole file on SQLite.
        await transaction
          .updateTable('sandbox_things')
          .set({ content: sql`content` })
          .where((column) => column.and({ ...key, ...marker }))
          .execute()
        return work(worldIn(transaction, key))
      })
    },
  }
  return world
}

async function nextPosition(db: Database, key: WorldKey, kind: string): Promise<number> {
  const { last } = await db
    .selectFrom('sandbox_things')
    .select(({ fn }) => fn.max('position').as('last'))
    .where((column) => column.and({ ...key, kind }))
    .executeTakeFirstOrThrow()
  return Number(last ?? 0) + 1
}
