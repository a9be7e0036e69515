import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { lockableStore } from '@/tests/support/lockable-store'
import type { Storage } from './database'
import { isStorageUnavailable } from './unavailable'

const add = ({ db }: Pick<Storage, 'db'>, name: string) =>
  db.insertInto('facts').values({ name, value: 'written' }).execute()

async function writtenNames({ db }: Storage) {
  const rows = await db.selectFrom('facts').select('name').where('value', '=', 'written').execute()
  return rows.map(({ name }) => name).sort()
}

test('writes wait for the lock of another process while reads go on', async () => {
  const { storage, lock, unlock } = await lockableStore()
  lock()
  const writes = Promise.all([
    add(storage, 'alone'),
    storage.db.transaction().execute((db) => add({ db }, 'within')),
    storage.db.deleteFrom('facts').where('name', '=', 'none').returning('name').execute(),
  ])
  await sleep(200)
  expect(await writtenNames(storage)).toEqual([])
  unlock()
  await writes
  expect(await writtenNames(storage)).toEqual(['alone', 'within'])
})

test('writes that waited five seconds for the lock fail together, and later ones succeed', async () => {
  const { storage, lock, unlock } = await lockableStore()
  lock()
  const begin = performance.now()
  const writes = ['one', 'two', 'three'].map((name) =>
    add(storage, name).catch((error: unknown) => error),
  )
  for (const error of await Promise.all(writes)) expect(isStorageUnavailable(error)).toBe(true)
  expect(performance.now() - begin).toBeGreaterThan(4900)
  expect(performance.now() - begin).toBeLessThan(7000)
  unlock()
  await add(storage, 'four')
  expect(await writtenNames(storage)).toEqual(['four'])
}, 20_000)
