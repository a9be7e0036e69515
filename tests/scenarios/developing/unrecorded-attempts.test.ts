import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import {
  answerFor,
  attemptsOf,
  browserOf,
  foundBy,
  onlyAttemptOf,
  referenceOn,
} from '@/tests/support/connect-attempts'
import { lockableStore } from '@/tests/support/lockable-store'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const tables = ['connect_attempts', 'connect_attempt_steps', 'connect_attempt_references'] as const

describeOnBothStores('a connection whose attempt cannot be recorded', (openStore) => {
  async function scene() {
    const server = platformOn(await openStore())
    const { db } = server.storage
    const rename = (table: string, to: string) =>
      sql`alter table ${sql.table(table)} rename to ${sql.table(to)}`.execute(db)
    return {
      server,
      by: await server.client(),
      take: (table: string) => rename(table, 'taken'),
      giveBack: (table: string) => rename('taken', table),
    }
  }

  test.each(tables)('is made, denied and refused as usual without the table %s', async (table) => {
    const { server, by, take, giveBack } = await scene()
    await take(table)
    await by.connect('slack')
    await by.connect('telegram')
    expect((await by.goThrough('github', { decision: 'deny' })).get('error')).toBe('access_denied')
    const oauth_code = await by.code('notion', { scenario: 'token_endpoint_500' })
    const body = { service: 'notion', oauth_code }
    expect((await by.post('/v1/integrations', body)).status).toBe(502)
    expect((await by.post('/v1/integrations', body)).status).toBe(400)
    const browser = browserOf(server, by)
    const provider = await browser.leave('slack')
    const wrong = answerFor('slack', provider, { code: 'a', error: 'server_error' })
    expect(await referenceOn(await browser.comeBack(wrong))).toMatch(/^ref_/)
    expect(server.logged()).toContain('an attempt to connect could not be recorded')
    await giveBack(table)
    expect(await attemptsOf(by)).toEqual([])
    await by.connect('slack')
    expect(await onlyAttemptOf(by)).toMatchObject({ outcome: 'connected' })
  })

  test.each(tables)('goes on when the table %s is gone in the middle', async (table) => {
    const { by, take, giveBack } = await scene()
    const oauth_code = await by.code('slack')
    await take(table)
    const made = await by.post('/v1/integrations', { service: 'slack', oauth_code })
    expect(made.status).toBe(201)
    await giveBack(table)
    expect(await onlyAttemptOf(by)).toMatchObject({ outcome: 'under_way' })
  })
})

test('a page does not wait for a locked store, and its reference is recorded later', async () => {
  const { storage, lock, unlock } = await lockableStore()
  const server = platformOn(storage)
  const by = await server.client()
  const browser = browserOf(server, by)
  const provider = await browser.leave('slack')
  lock()
  const before = performance.now()
  const page = await browser.comeBack(answerFor('slack', provider, { code: 'a', error: 'b' }))
  expect(performance.now() - before).toBeLessThan(3000)
  unlock()
  const reference = await referenceOn(page)
  const { id } = await onlyAttemptOf(by)
  await vi.waitFor(async () => expect(await foundBy(by, reference)).toEqual([id]), 5000)
})
