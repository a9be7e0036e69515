import { type KyselyPlugin, type QueryId, sql } from 'kysely'
import { z } from 'zod'
import type { Database, Storage } from '@/lib/storage/database'

const queryId: QueryId = { queryId: 'plan' }
const planSchema = z.record(z.string(), z.unknown())

/**
 * Runs the work and returns the plan of each of its queries. Has to be called last in a test, because with libsql an explained
 * DELETE stays in progress and no later transaction can be committed.
 */
export async function plansOf(
  { db }: Storage,
  work: (db: Database) => Promise<unknown>,
): Promise<string[]> {
  const compiled: { sql: string; parameters: readonly unknown[] }[] = []
  const recorder: KyselyPlugin = {
    transformQuery({ node }) {
      compiled.push(db.getExecutor().compileQuery(node, queryId))
      return node
    },
    transformResult: async ({ result }) => result,
  }
  await work(db.withPlugin(recorder))
  const isPostgres = compiled.some((query) => query.sql.includes('$1'))
  const plans: string[] = []
  for (const query of compiled) {
    const explain = sql.raw(isPostgres ? 'explain ' : 'explain query plan ')
    const parts = query.sql.split(isPostgres ? /\$\d+/ : '?')
    const values = query.parameters.map((value) => sql.lit(value))
    const body = parts.map((part, index) => sql`${sql.raw(part)}${values[index] ?? sql``}`)
    // The transaction is never committed, because libsql could not commit it.
    const transaction = await db.startTransaction().execute()
    const { rows } = await sql`${explain}${sql.join(body, sql``)}`.execute(transaction)
    await transaction.rollback().execute()
    plans.push(rows.map((row) => Object.values(planSchema.parse(row)).join(' ')).join('\n'))
  }
  return plans
}
