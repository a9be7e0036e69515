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
const [oldKeys, freshKeys] = [newKeys('old'), newKeys('fresh')]
const bothKeys = `${freshKeys},${oldKeys}`

/** Fills the store with credentials that the old key sealed. */
async function fillStore(storage: Storage, accountId: string) {
  const keyring = createKeyring(oldKeys)
  const rows = Array.from({ length: rowCount }, (_, index) => {
    const id = `int_${String(index).padStart(8, '0')}`
    const identity = { id, account_id: accountId, environment: 'test', service: 'slack' }
    return {
      ...identity,
      grant_owner: 'an owner',
      external_id: id,
      account_name: id,
      status: 'connected',
      connected_at: index,
      scopes: '[]',
      available_tools: '[]',
      credential: keyring.seal(id, rowIdentity.integrationCredential(identity)),
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

const expectedSentence = (count: number) =>
  `${count} values are now sealed with the key "fresh". The other keys may be removed from VAULT_KEYS.\n`

describeOnBothStores('a rotation of the vault', (_, newDatabase) => {
  test('continues after its process was killed, while a server runs', async () => {
    const database = await newDatabase()
    const storage = openStorage({ ...database, onIdleError: () => {} })
    const server = platformOn(storage, { keys: bothKeys })
    const client = await server.client()
    const earlierServer = platformOn(storage, { keys: oldKeys })
    await earlierServer.platform.start()
    await earlierServer.platform.close(1000)
    await server.platform.start()
    await fillStore(storage, client.accountId)

    const countSealedBy = async (key: string) => {
      const rows = await storage.db
        .selectFrom('integrations')
        .select('id')
        .where('credential', 'like', `v1.${key}.%`)
        .execute()
      return rows.length
    }
    const environment = environmentOf(database, bothKeys)
    const rotation = spawnAdmin(['vault', 'rotate'], environment)
    while ((await countSealedBy('fresh')) === 0) await delay(5)
    rotation.kill('SIGKILL')
    await once(rotation, 'exit')
    const resealedCount = await countSealedBy('fresh')
    expect(resealedCount).toBeGreaterThan(0)
    expect(resealedCount).toBeLessThan(rowCount)
    expect(resealedCount + (await countSealedBy('old'))).toBe(rowCount)

    const { status, printed } = await runAdmin(['vault', 'rotate'], environment)
    // PostgreSQL may have finished the statement that the killed process was waiting for.
    expect(
      [rowCount - resealedCount, rowCount - resealedCount - 1].map(expectedSentence),
    ).toContain(printed)
    expect(status).toBe(0)
    const keyring = createKeyring(freshKeys)
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
