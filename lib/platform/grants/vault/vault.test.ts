import { beforeAll, expect, test } from 'vitest'
import type { Storage } from '@/lib/storage/database'
import { createKeyring } from '@/lib/storage/keyring'
import { newKeys, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { rotateVault } from './vault-rotation'

describeOnBothStores('the vault', (openStore) => {
  let storage: Storage
  const [oldKeys, freshKeys] = [newKeys('old'), newKeys('fresh')]

  const readCredentials = () =>
    storage.db
      .selectFrom('integrations')
      .select(['id', 'credential', 'credential_version', 'status'])
      .where('credential', 'is not', null)
      .orderBy('id')
      .execute()

  beforeAll(async () => {
    storage = await openStore()
    const miteos = platformOn(storage, { keys: oldKeys })
    for (const account of ['one', 'two', 'three']) {
      const client = await miteos.client({ account })
      await client.connect('gmail')
      await client.connect('slack')
    }
    await miteos.platform.start()
    await miteos.platform.close(1000)
  })

  test.each([
    ['another key with the same id', newKeys('old')],
    ['another key', newKeys('other')],
  ])('the platform does not start with %s, and does not change the store', async (_, keys) => {
    const before = await storage.db.selectFrom('facts').selectAll().execute()
    const { platform, anonymous } = platformOn(storage, { keys })
    await expect(platform.start()).rejects.toThrow(/^VAULT_KEYS: the key "old"/)
    expect((await anonymous('GET', '/v1/integrations')).status).toBe(503)
    expect(await storage.db.selectFrom('facts').selectAll().execute()).toEqual(before)
  })

  test('a rotation seals every column with the new key, after which the old key can be removed', async () => {
    const platformBefore = platformOn(storage, { keys: oldKeys })
    const client = await platformBefore.client({ account: 'on the way' })
    const code = await client.code('notion')
    const bothKeys = createKeyring(`${freshKeys},${oldKeys}`)
    expect(await rotateVault(storage, bothKeys)).toMatchObject({ unreadable: 0 })
    const rows = await readCredentials()
    expect(rows).toHaveLength(6)
    for (const { credential } of rows) expect(credential).toMatch(/^v1\.fresh\./)
    const platformAfter = platformOn(storage, { keys: freshKeys })
    await platformAfter.platform.start()
    await platformAfter.platform.close(1000)
    const clientAfter = await platformAfter.client({ account: 'on the way' })
    const connected = await clientAfter.post('/v1/integrations', {
      service: 'notion',
      oauth_code: code,
    })
    expect(connected.status).toBe(201)
    expect(await rotateVault(storage, createKeyring(freshKeys))).toEqual({
      resealed: 0,
      unreadable: 0,
    })
  })

  test('two rows whose credentials were swapped cannot be opened and get the status error', async () => {
    const miteos = platformOn(storage, { keys: freshKeys })
    const client = await miteos.client({ account: 'swapped' })
    const gmail = await client.connect('gmail')
    const other = await client.connect('gmail', { account: '104857600000000000002' })
    const [first, second] = (await readCredentials()).filter(({ id }) =>
      [gmail.id, other.id].includes(id),
    )
    for (const [row, stolen] of [
      [first, second],
      [second, first],
    ]) {
      await storage.db
        .updateTable('integrations')
        .set({ credential: stolen?.credential ?? null })
        .where('id', '=', row?.id ?? '')
        .execute()
    }
    for (const { id } of [gmail, other]) {
      const checked = await client.post(`/v1/integrations/${id}/check`)
      expect(await checked.json()).toMatchObject({ status: 'error' })
      expect((await client.delete(`/v1/integrations/${id}`)).status).toBe(204)
    }
    expect(miteos.logged()).toContain('operator alarm: a credential does not open')
  })

  test('a row that no key opens is counted, left unchanged, and does not let the old key be removed', async () => {
    const miteos = platformOn(storage, { keys: freshKeys })
    const client = await miteos.client({ account: 'restored' })
    const { id } = await client.connect('github')
    const unreadable = createKeyring(newKeys('lost')).seal('{}', ['elsewhere'])
    await storage.db
      .updateTable('integrations')
      .set({ credential: unreadable })
      .where('id', '=', id)
      .execute()
    expect(await rotateVault(storage, createKeyring(freshKeys))).toMatchObject({ unreadable: 1 })
    expect((await readCredentials()).find((row) => row.id === id)?.credential).toBe(unreadable)
    miteos.advance(3_600_000)
    const [listed] = await (await client.get('/v1/integrations')).json()
    expect(listed).toMatchObject({ id, status: 'error' })
    expect(await client.connect('github')).toMatchObject({ id, status: 'connected' })
  })
})
