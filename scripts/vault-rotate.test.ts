import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openStorage, type Storage } from '@/lib/storage/database'
import { createKeyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'
import { environmentOf, runAdmin, spawnAdmin } from '@/tests/support/admin'
import { newKeys, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const rowCount = 4000
const [old, fresh] = [newKeys('old'), newKeys('fresh')]
const both = `${fresh},${old}`

/** Fills the store with credentials that the old key sealed. */
async function seal(storage: Storage, accountId: string) {
  const keyring = createKeyring(old)
  const rows = Array.from({ length: rowCount }, (_, index) => {
    const id = `int_${String(index).padStart(8, '0')}`
    const home = { id, account_id: accountId, environment: 'test', service: 'slack' }
    return {
      ...home,
      grant_owner: 'an owner',
      external_id: id,
      account_name: id,
      status: 'connected',
      connected_at: index,
      scopes: '[]',
      available_tools: '[]',
      credential: keyring.seal(id, rowIdentity.integrationCredential(home)),
      credential_version: 1,
    }
  })
  for (let from = 0; from < rowCount; from += 500) {
    await storage.db
      .insertInto('integrations')
      .values(rows.slice(from, from + 500))
      .execute()
  }
}

const said = (count: number) =>
  `${count} values are now sealed with the key "fresh". The other keys may be removed from VAULT_KEYS.\n`

describeOnBothStores('a rotation of the vault', (_, newPlace) => {
  test('that is killed half way continues where it stopped, beside a running server', async () => {
    const place = await newPlace()
    const storage = openStorage({ ...place, onIdleError: () => {} })
    const server = platformOn(storage, { keys: both })
    const client = await server.client()
    const earlier = platformOn(storage, { keys: old })
    await earlier.platform.start()
    await earlier.platform.close(1000)
    await server.platform.start()
    await seal(storage, client.accountId)

    const sealedBy = async (key: string) => {
      const rows = await storage.db
        .selectFrom('integrations')
        .select('id')
        .where('credential', 'like', `v1.${key}.%`)
        .execute()
      return rows.length
    }
    const environment = environmentOf(place, both)
    const rotating = spawnAdmin(['vault', 'rotate'], environment)
    while ((await sealedBy('fresh')) === 0) await delay(5)
    rotating.kill('SIGKILL')
    await once(rotating, 'exit')
    const done = await sealedBy('fresh')
    expect(done).toBeGreaterThan(0)
    expect(done).toBeLessThan(rowCount)
    expect(done + (await sealedBy('old'))).toBe(rowCount)

    const { status, printed } = await runAdmin(['vault', 'rotate'], environment)
    // PostgreSQL may have finished the statement that the killed process was waiting for.
    expect([rowCount - done, rowCount - done - 1].map(said)).toContain(printed)
    expect(status).toBe(0)
    const keyring = createKeyring(fresh)
    const rows = await storage.db.selectFrom('integrations').selectAll().execute()
    for (const row of rows) {
      expect(keyring.open(row.credential ?? '', rowIdentity.integrationCredential(row))).toBe(
        row.id,
      )
    }
    expect((await client.get('/v1/account')).status).toBe(200)
    await server.platform.close(1000)
    await storage.close()
  }, 60_000)
})
