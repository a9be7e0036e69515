import { expect, test } from 'vitest'
import { openCredential, sealCredential } from '@/lib/platform/grants/vault/vault'
import { createKeyring } from '@/lib/storage/keyring'
import { createAnswerJudge } from '@/tests/support/openapi-answers'
import { newKeys, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('an integration of a service that only a newer version knows', (openStore) => {
  const keys = newKeys()
  const keyring = createKeyring(keys)

  async function scene() {
    const server = platformOn(await openStore(), { keys })
    const caller = await server.client()
    const [github, strange] = [await caller.connect('github'), await caller.connect('telegram')]
    const { db } = server.storage
    const row = await db
      .selectFrom('integrations')
      .selectAll()
      .where('id', '=', strange.id)
      .executeTakeFirstOrThrow()
    const credential = openCredential(keyring, row.credential ?? '', row)
    const newer = { ...row, service: 'linear' }
    await db
      .updateTable('integrations')
      .set({ service: 'linear', credential: sealCredential(keyring, credential, newer) })
      .where('id', '=', row.id)
      .execute()
    const at = `/v1/integrations/${strange.id}`
    const list = async () => (await caller.get('/v1/integrations')).json()
    return { server, caller, at, list, github, expected: { ...strange, service: 'linear' } }
  }

  test('is listed under its own id, also when it is due to be checked', async () => {
    const { server, caller, at, list, github, expected } = await scene()
    const judge = createAnswerJudge(
      await (await server.anonymous('GET', '/v1/openapi.json')).json(),
    )
    expect(await list()).toEqual([github, expected])
    await judge.judge('GET', '/v1/integrations', await caller.get('/v1/integrations'))
    server.advance(3_600_000)
    expect(await list()).toEqual([expect.objectContaining({ id: github.id }), expected])
    expect(await (await caller.get(at)).json()).toEqual(expected)
  })

  test('answers every call, and says what cannot be done', async () => {
    const { server, caller, at, expected } = await scene()
    const checked = await caller.post(`${at}/check`)
    expect([checked.status, await checked.json()]).toEqual([200, expected])
    expect(server.logged()).toContain('a service that this version does not know cannot be checked')
    expect((await caller.get(`${at}/events`)).status).toBe(200)
    expect((await caller.post(`${at}/faults`, { fault: 'revoke' })).status).toBe(422)
    const oauth_code = await caller.code('slack')
    const reconnect = { service: 'slack', oauth_code, reconnects: expected.id }
    expect((await caller.post('/v1/integrations', reconnect)).status).toBe(422)
    expect((await caller.post('/v1/integrations', { service: 'slack', oauth_code })).status).toBe(
      201,
    )
  })

  test('is disconnected, and its revocation waits for a version that can do it', async () => {
    const { server, caller, at, list, github, expected } = await scene()
    expect((await caller.delete(at)).status).toBe(204)
    expect((await caller.delete(`/v1/integrations/${github.id}`)).status).toBe(204)
    expect((await list())[1]).toMatchObject({ id: expected.id, status: 'disconnected' })
    const queued = () =>
      server.storage.db.selectFrom('revocations').select(['service', 'attempts']).execute()
    for (let round = 0; round < 3; round++) {
      server.advance(60 * 60_000)
      await server.platform.runBackground()
    }
    expect(await queued()).toEqual([{ service: 'linear', attempts: 0 }])
    expect(server.logged().match(/operator alarm/g)).toHaveLength(1)
    expect(Object.values(server.platform.lastBackgroundRuns())).not.toContain(undefined)
  })
})
