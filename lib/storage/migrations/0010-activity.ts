import type { Kysely, Migration } from 'kysely'

const batch = 500

interface OldActivity {
  id: string
  type: string
  actor: string
  target: string
  actor_id: string | null
  integration_id: string | null
}

function idIn(json: string): string | null {
  try {
    const { id }: { id?: unknown } = JSON.parse(json)
    return typeof id === 'string' ? id : null
  } catch {
    return null
  }
}

/** Groups the ids of rows by a value of the row. Rows without a value are left out. */
function groupedBy(rows: readonly OldActivity[], sharedIn: (row: OldActivity) => string | null) {
  const groups = new Map<string, string[]>()
  for (const row of rows) {
    const value = sharedIn(row)
    if (value !== null) groups.set(value, [...(groups.get(value) ?? []), row.id])
  }
  return groups
}

/** Fills the new columns of the existing rows. In a row that cannot be read they stay empty. */
async function fillActivity(db: Kysely<{ activity: OldActivity }>) {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('activity')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(batch)
      .execute()
    const actors = groupedBy(rows, ({ actor }) => idIn(actor))
    for (const [actor_id, ids] of actors)
      await db.updateTable('activity').set({ actor_id }).where('id', 'in', ids).execute()
    const ofIntegrations = rows.filter(({ type }) => type.startsWith('integration.'))
    const integrations = groupedBy(ofIntegrations, ({ target }) => idIn(target))
    for (const [integration_id, ids] of integrations)
      await db.updateTable('activity').set({ integration_id }).where('id', 'in', ids).execute()
    const last = rows.at(-1)
    if (!last || rows.length < batch) return
    after = last.id
  }
}

/** Adds an index for each filter of the activity, in the order of its pages. */
async function addIndexes(db: Kysely<unknown>) {
  const filters = { type: 'type', actor: 'actor_id', integration: 'integration_id' }
  for (const [name, column] of Object.entries(filters)) {
    await db.schema
      .createIndex(`activity_of_${name}`)
      .on('activity')
      .columns(['account_id', 'environment', column, 'id'])
      .execute()
  }
  await db.schema
    .createIndex('activity_of_environment')
    .on('activity')
    .columns(['account_id', 'environment', 'id'])
    .execute()
}

/** Makes the activity a log that can be filtered, and names in each event who caused it. */
export const activityMigration: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('activity').addColumn('actor_id', 'text').execute()
    await db.schema.alterTable('activity').addColumn('integration_id', 'text').execute()
    await db.schema.alterTable('events').addColumn('caused_by', 'text').execute()
    const filled = db.withTables<{ activity: OldActivity }>()
    await fillActivity(filled)
    // The matching event of the history has this name. `tools_changed` is for a grant that allows
    // other tools.
    await filled
      .updateTable('activity')
      .set({ type: 'integration.tool_policy_changed' })
      .where('type', '=', 'integration.tools_changed')
      .execute()
    await addIndexes(db)
  },
}
