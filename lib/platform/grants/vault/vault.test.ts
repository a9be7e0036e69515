import { beforeAll, expect, test } from 'vitest'
import type { Storage } from '@/lib/storage/database'
import { createKeyring } from '@/lib/storage/keyring'
import { newKeys, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { rotateVault } from './vault-rotation'

describeOnBothStores('the vault', (openStore) => {
  let storage: Storage
  const [old, fresh] = [newKeys('old'), newKeys('fresh')]

  const credentials = () =>
    storage.db
      .selectFrom('integrations')
      .select(['id', 'credential', 'credential_version', 'status'])
      .where('credential', 'is not', null)
      .orderBy('id')
      .execute()

  beforeAll(async () => {
    storage = await openStore()
    const work = platformOn(storage, { keys: old })
    for (const account of ['one', 'two', 'three']) {
      const client = await work.client({ account })
      await client.connect('gmail')
      await client.connect('slack')
    }
    await work.platform.start()
    await work.platform.close(1000)
  })

  test.each([
    ['another key of the same id', newKeys('old')],
    ['another key', newKeys('other')],
  ])('the platform does not start with %s, and changes nothing', async (_, keys) => {
    const before = await storage.db.selectFrom('facts').selectAll().execute()
    const { platform, anonymous } = platformOn(storage, { keys })
    await expect(platform.start()).rejects.toThrow(/^VAULT_KEYS: the key "old"/)
    expect((await anonymous('GET', '/v1/integrations')).status).toBe(503)
    expect(await storage.db.selectFrom('facts').selectAll().execute()).toEqual(before)
  })

  test('a rotation seals every column anew, after which the old key can be removed', async () => {
    const waiting = platformOn(storage, { keys: old })
    const client = await waiting.client({ account: 'on the way' })
    const code = await client.code('notion')
    const both = createKeyring(`${fresh},${old}`)
    expect(await rotateVault(storage, both)).toMatchObject({ unreadable: 0 })
    const rows = await credentials()
    expect(rows).toHaveLength(6)
    for (const { credential } of rows) expect(credential).toMatch(/^v1\.fresh\./)
    const after = platformOn(storage, { keys: fresh })
    await after.platform.start()
    await after.platform.close(1000)
    const late = await after.client({ account: 'on the way' })
    const connected = await late.post('/v1/integrations', { service: 'notion', oauth_code: code })
    expect(connected.status).toBe(201)
    expect(await rotateVault(storage, createKeyring(fresh))).toEqual({ resealed: 0, unreadable: 0 })
  })

  test('two rows whose credentials were swapped cannot be opened and end in error', async () => {
    const work = platformOn(storage, { keys: fresh })
    const client = await work.client({ account: 'swapped' })
    const gmail = await client.connect('gmail')
    const other = await client.connect('gmail', { account: '104857600000000000002' })
    const [first, second] = (await credentials()).filter(({ id }) =>
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
    expect(work.logged()).toContain('operator alarm: a credential does not open')
  })

  test('a row that no key opens is counted, left unchanged, and does not let the old key be removed', async () => {
    const work = platformOn(storage, { keys: fresh })
    const client = await work.client({ account: 'restored' })
    const { id } = await client.connect('github')
    const lost = createKeyring(newKeys('lost')).seal('{}', ['elsewhere'])
    await storage.db
      .updateTable('integrations')
      .set({ credential: lost })
      .where('id', '=', id)
      .execute()
    expect(await rotateVault(storage, createKeyring(fresh))).toMatchObject({ unreadable: 1 })
    expect((await credentials()).find((row) => row.id === id)?.credential).toBe(lost)
    work.advance(3_600_000)
    const [listed] = await (await client.get('/v1/integrations')).json()
    expect(listed).toMatchObject({ id, status: 'error' })
    expect(await client.connect('github')).toMatchObject({ id, status: 'connected' })
  })
})
