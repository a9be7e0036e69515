import { setTimeout as delay } from 'node:timers/promises'
import { newIdAt } from '@/lib/platform/core/new-id'
import { type BenchStore, createBenchStore } from './bench-store'
import { RunningServer } from './running-server'

const rowsPerStatement = 1000
/** Each page is read this many times to warm up, and as many times again to measure. */
const readings = 40
const actor = { kind: 'token', id: 'tok_bench', name: 'Bench' }

/** Adds activity of the test environment of the only account, one row a second until now. */
async function insertActivity({ storage }: BenchStore, count: number): Promise<void> {
  const { id: account_id } = await storage.db
    .selectFrom('accounts')
    .select('id')
    .executeTakeFirstOrThrow()
  const beginning = Date.now() - count * 1000
  for (let from = 0; from < count; from += rowsPerStatement) {
    const rows = Array.from({ length: Math.min(rowsPerStatement, count - from) }, (_, index) => {
      const at = beginning + (from + index) * 1000
      return {
        id: newIdAt('act', at),
        account_id,
        environment: 'test',
        at,
        type: index % 100 === 0 ? 'integration.disconnected' : 'integration.check',
        actor: JSON.stringify(actor),
        actor_id: actor.id,
        target: JSON.stringify({ id: 'int_bench', name: 'Slack (Acme)' }),
        integration_id: 'int_bench',
        outcome: 'done',
      }
    })
    await storage.db.insertInto('activity').values(rows).execute()
  }
}

async function medianOf(url: string, authorization: string): Promise<number> {
  const times: number[] = []
  for (let count = 0; count < readings * 2; count++) {
    const before = performance.now()
    const answer = await fetch(url, { headers: { authorization } })
    const items = await answer.json()
    if (items.length !== 50) throw new Error(`${url} answered ${answer.status}.`)
    times.push(performance.now() - before)
  }
  return times.slice(readings).sort((one, other) => one - other)[readings / 2] ?? 0
}

/** Returns how many milliseconds a page of the activity takes: the first one, one in the middle, and with filters. */
async function measure(kind: 'SQLite' | 'PostgreSQL', count: number) {
  const store = await createBenchStore(kind)
  const { env, dataDir } = store
  const server = await RunningServer.start({ env, dataDir })
  const authorization = `Bearer ${await server.createToken()}`
  await insertActivity(store, count)
  // The connections that the server has closed meanwhile are noticed in the next turns of the event loop.
  await delay(500)
  const url = `${server.origin}/v1/activity`
  const middle = newIdAt('act', Date.now() - (count / 2) * 1000)
  const queries = {
    'first page': '',
    'page in the middle': `?cursor=${middle}`,
    'of one integration': `?integration_id=int_bench&cursor=${middle}`,
    'of one type': `?type=integration.check&cursor=${middle}`,
  }
  const times: [string, number][] = []
  for (const [name, query] of Object.entries(queries))
    times.push([name, await medianOf(`${url}${query}`, authorization)])
  await server.end()
  await store.remove()
  return new Map(times)
}

/** Measures how long pages of the activity take with a thousand and with a million rows. */
export async function benchActivity(
  kind: 'SQLite' | 'PostgreSQL',
  say: (line: string) => void,
): Promise<void> {
  const [few, many] = [await measure(kind, 1000), await measure(kind, 1_000_000)]
  say(`activity on ${kind}, 1,000 rows and 1,000,000 rows`)
  for (const [name, fewMs] of few) {
    const manyMs = many.get(name) ?? Number.NaN
    const ratio = (manyMs / fewMs).toFixed(2)
    say(`  ${name.padEnd(20)} ${fewMs.toFixed(1)} ms and ${manyMs.toFixed(1)} ms: ratio ${ratio}`)
  }
  say('')
}
