import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openStorage, type Storage } from '@/lib/storage/database'
import { type CallRecord, createLedger } from './ledger'

let dataDir: string
let storage: Storage

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'miteos-ledger-'))
  storage = openStorage({ dataDir, onIdleError: () => {} })
  await storage.ready()
})
afterEach(async () => {
  await storage.close()
  rmSync(dataDir, { recursive: true })
})

const recordOf = (id: string): CallRecord => ({
  id,
  accountId: 'acc_1',
  environment: 'test',
  tool: 'read_channel',
  service: 'slack',
  at: 1,
  tookMs: 1,
  outcome: 'ok',
  actor: { kind: 'system', id: 'system', name: 'Miteos' },
})

test('calls that end at the same time share one transaction', async () => {
  const ledger = createLedger({ storage, log: pino({ enabled: false }), now: Date.now })
  const transaction = vi.spyOn(storage.db, 'transaction')
  const ids = Array.from({ length: 50 }, (_, number) => `call_${number}`)
  await Promise.all(
    ids.map(async (id) => {
      await Promise.resolve()
      await ledger.end(recordOf(id))
    }),
  )
  expect(transaction.mock.calls.length).toBe(1)
  const { count } = await storage.db
    .selectFrom('tool_calls')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBe(50)
})
