import { expect, test } from '@playwright/test'
import { sql } from 'kysely'
import { openStorage } from '@/lib/storage/database'
import { RunningServer } from '@/scripts/running-server'
import { BotWriter } from '../support/bot-writer'

const rounds = 20
const writers = 3

/**
 * Returns the connected integrations without a credential, and the damage that SQLite finds. Empty when nothing
 * is wrong.
 */
async function faultsOf(dataDir: string): Promise<unknown[]> {
  const storage = openStorage({ dataDir, onIdleError: () => {} })
  try {
    const withoutCredential = await storage.db
      .selectFrom('integrations')
      .select('id')
      .where('status', '=', 'connected')
      .where('credential', 'is', null)
      .execute()
    const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(
      storage.db,
    )
    return [...withoutCredential, ...rows.filter(({ integrity_check }) => integrity_check !== 'ok')]
  } finally {
    await storage.close()
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

test('after each of twenty kill -9 during writes every acknowledged write is there and the server is soon ready', async () => {
  test.setTimeout(240_000)
  let server = await RunningServer.start()
  const { origin, dataDir } = server
  const writer = new BotWriter(origin, await server.createToken())
  const readyAfter: number[] = []
  for (let round = 0; round < rounds; round++) {
    const kill = () => void server.child.kill('SIGKILL')
    const count = 3 + Math.floor(Math.random() * 20)
    await Promise.all([
      writer.write(count, kill),
      ...Array.from({ length: writers - 1 }, () => writer.write(Number.POSITIVE_INFINITY, kill)),
    ])
    await server.end()
    server = await RunningServer.start({ origin, dataDir })
    readyAfter.push(server.readyAfterMs)
    expect(await writer.findWrong()).toEqual([])
  }
  expect(writer.expected.size).toBeGreaterThan(rounds * 3)
  // The bench measures this on a quiet machine, where it takes a tenth of that.
  expect(median(readyAfter)).toBeLessThan(10_000)
  await server.end()
  expect(await faultsOf(dataDir)).toEqual([])
  await server.remove()
})
