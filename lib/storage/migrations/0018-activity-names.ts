import type { Kysely, Migration } from 'kysely'

const batch = 500

interface Placed {
  id: string
  account_id: string
  environment: string
}

type OldTables = {
  activity: Placed & { type: string; target: string; outcome: string }
  integrations: Placed
  tokens: Placed
  webhooks: Placed
}

interface Target {
  id: string
  name: string
}

function targetIn(json: string): Target | null {
  try {
    const { id, name }: { id?: unknown; name?: unknown } = JSON.parse(json)
    return typeof id === 'string' && typeof name === 'string' ? { id, name } : null
  } catch {
    return null
  }
}

/** Returns the account and the environment of each of these ids that exists, as one text. */
async function findPlaces(db: Kysely<OldTables>, ids: readonly string[]) {
  const places = new Map<string, string>()
  if (ids.length === 0) return places
  for (const table of ['integrations', 'tokens', 'webhooks'] as const) {
    const rows = await db
      .selectFrom(table)
      .select(['id', 'account_id', 'environment'])
      .where('id', 'in', ids)
      .execute()
    for (const row of rows) places.set(row.id, placeOf(row))
  }
  return places
}

function placeOf({ account_id, environment }: Placed): string {
  return `${account_id} ${environment}`
}

/** Returns the name without what is a secret in the URL of a webhook, and in the query of a redirect URI. */
function safeName({ id, name }: Target): string {
  if (id.startsWith('whk_') && URL.canParse(name)) return new URL(name).host || id
  return id.startsWith('uri_') ? name.replace(/[?#].+$/s, '?…') : name
}

/** Rewrites the targets of the rows after one id. Returns the last id of a full batch, or null when no more rows follow. */
async function rewriteBatch(db: Kysely<OldTables>, after: string): Promise<string | null> {
  const rows = await db
    .selectFrom('activity')
    .select(['id', 'account_id', 'environment', 'target', 'outcome'])
    .where('id', '>', after)
    .where((where) =>
      where.or([
        where('outcome', '!=', 'done'),
        where('type', 'like', 'webhook.%'),
        where('type', 'like', 'redirect_uri.%'),
      ]),
    )
    .orderBy('id')
    .limit(batch)
    .execute()
  const read = rows.flatMap((row) => {
    const target = targetIn(row.target)
    return target ? [{ ...row, target }] : []
  })
  const places = await findPlaces(db, [...new Set(read.map(({ target }) => target.id))])
  for (const { target, ...row } of read) {
    const place = places.get(target.id)
    const isForeign = place !== undefined && place !== placeOf(row)
    const name = isForeign ? target.id : safeName(target)
    if (name === target.name) continue
    await db
      .updateTable('activity')
      .set({ target: JSON.stringify({ ...target, name }) })
      .where('id', '=', row.id)
      .execute()
  }
  return rows.length < batch ? null : (rows.at(-1)?.id ?? null)
}

/**
 * Takes out of the stored activity the names of what is in another environment than the record, the URLs of webhooks and the
 * queries of redirect URIs. Support staff and tokens of the other environment could read them there.
 */
export const activityNamesMigration: Migration = {
  async up(db: Kysely<unknown>) {
    const tables = db.withTables<OldTables>()
    for (let after: string | null = ''; after !== null; ) after = await rewriteBatch(tables, after)
  },
}
