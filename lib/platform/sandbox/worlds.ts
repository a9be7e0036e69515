import { sql } from 'kysely'
import type { z } from 'zod'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'

/** The place of a world: a simulated account, and the customer whose world it is. */
export interface Place {
  service: Service
  /** The simulated account, by its id at the vendor. */
  subject: string
  /** The customer's account at Miteos, or `nobody` for those who use the sandbox without one. */
  owner: string
}

/** A kind of thing, such as the messages of Slack, with the form in which a world keeps them. */
export interface Kind<Content> {
  name: string
  schema: z.ZodType<Content>
}

export interface Thing<Content> {
  id: string
  content: Content
}

/**
 * The living world of a simulated account: what was there at the beginning, and what its tools and the vendor's own
 * SDK have written.
 */
export interface World {
  /** Returns the things of a kind, in the order in which they were added. */
  list: <Content>(kind: Kind<Content>) => Promise<Thing<Content>[]>
  get: <Content>(kind: Kind<Content>, id: string) => Promise<Content | undefined>
  /** Adds a thing, or replaces its content. Of each kind, only the last thousand things stay. */
  put: <Content extends object>(kind: Kind<Content>, id: string, content: Content) => Promise<void>
  remove: (kind: Kind<unknown>, id: string) => Promise<void>
  /** Does some work in one transaction. Of all requests about one world, one at a time is in such a work. */
  change: <Result>(work: (world: World) => Promise<Result>) => Promise<Result>
}

/** Writes the things with which a world begins. */
export type Seed = (world: World, place: Place) => Promise<void>

export interface Worlds {
  /** Returns the world of a place. A world that nobody has used yet is seeded first. */
  open: (place: Place, seed: Seed) => Promise<World>
  /** Returns a world to its beginning. */
  reset: (place: Place, seed: Seed) => Promise<void>
}

const keptThings = 1000
/** The row that shows that a world was seeded. It is also the row that a change locks. */
const marker = { kind: 'seeded', id: 'marker' }

/** Creates the worlds of all simulated accounts. */
export function createWorlds(db: Database): Worlds {
  /** The worlds that were seeded, as far as this process knows. A world stays seeded. */
  const seededPlaces = new Set<string>()

  async function seedOnce(place: Place, seed: Seed): Promise<void> {
    await db.transaction().execute(async (transaction) => {
      const inserted = await transaction
        .insertInto('sandbox_things')
        .values({ ...place, ...marker, position: 0, content: '{}' })
        .onConflict((conflict) => conflict.doNothing())
        .returning('id')
        .executeTakeFirst()
      if (inserted) await seed(worldIn(transaction, place), place)
    })
  }

  return {
    async open(place, seed) {
      const key = JSON.stringify([place.service, place.subject, place.owner])
      if (!seededPlaces.has(key)) {
        await seedOnce(place, seed)
        seededPlaces.add(key)
      }
      return worldIn(db, place)
    },
    async reset(place, seed) {
      await db.transaction().execute(async (transaction) => {
        await transaction
          .deleteFrom('sandbox_things')
          .where((column) => column.and({ ...place }))
          .execute()
        await transaction
          .insertInto('sandbox_things')
          .values({ ...place, ...marker, position: 0, content: '{}' })
          .execute()
        await seed(worldIn(transaction, place), place)
      })
    },
  }
}

function worldIn(db: Database, place: Place): World {
  const world: World = {
    async list({ name, schema }) {
      const rows = await db
        .selectFrom('sandbox_things')
        .select(['id', 'content'])
        .where((column) => column.and({ ...place, kind: name }))
        .orderBy('position')
        .execute()
      return rows.map(({ id, content }) => ({ id, content: schema.parse(JSON.parse(content)) }))
    },
    async get({ name, schema }, id) {
      const row = await db
        .selectFrom('sandbox_things')
        .select('content')
        .where((column) => column.and({ ...place, kind: name, id }))
        .executeTakeFirst()
      return row && schema.parse(JSON.parse(row.content))
    },
    async put({ name }, id, thing) {
      const content = JSON.stringify(thing)
      const position = await nextPosition(db, place, name)
      await db
        .insertInto('sandbox_things')
        .values({ ...place, kind: name, id, content, position })
        .onConflict((conflict) =>
          conflict.columns(['service', 'subject', 'owner', 'kind', 'id']).doUpdateSet({ content }),
        )
        .execute()
      await db
        .deleteFrom('sandbox_things')
        .where((column) => column.and({ ...place, kind: name }))
        .where('position', '<=', position - keptThings)
        .execute()
    },
    async remove({ name }, id) {
      await db
        .deleteFrom('sandbox_things')
        .where((column) => column.and({ ...place, kind: name, id }))
        .execute()
    },
    async change(work) {
      if (db.isTransaction) return work(world)
      return db.transaction().execute(async (transaction) => {
        // Both databases lock a row that is written.
        await transaction
          .updateTable('sandbox_things')
          .set({ content: sql`content` })
          .where((column) => column.and({ ...place, ...marker }))
          .execute()
        return work(worldIn(transaction, place))
      })
    },
  }
  return world
}

async function nextPosition(db: Database, place: Place, kind: string): Promise<number> {
  const { last } = await db
    .selectFrom('sandbox_things')
    .select(({ fn }) => fn.max('position').as('last'))
    .where((column) => column.and({ ...place, kind }))
    .executeTakeFirstOrThrow()
  return Number(last ?? 0) + 1
}
