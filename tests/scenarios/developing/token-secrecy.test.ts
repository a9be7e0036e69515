import { expect, test } from 'vitest'
import { createLog } from '@/lib/dashboard/log'
import { Canaries, readTables } from '@/tests/support/canaries'
import { expectProblem } from '@/tests/support/expect-problem'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { askWith, createToken } from '@/tests/support/tokens'

describeOnBothStores('the secret of an API token', async (openStore) => {
  const lines: string[] = []
  const log = createLog({ write: (line) => lines.push(line) })
  const server = platformOn(await openStore(), { log })

  const postWithKey = async (
    by: Awaited<ReturnType<typeof server.client>>,
    key: string,
    request: object = { name: 'CI', role: 'member' },
  ) => {
    const response = await by.post('/v1/tokens', request, { 'idempotency-key': key })
    return {
      status: response.status,
      replayed: response.headers.get('idempotency-replayed'),
      body: await response.json(),
    }
  }

  test('is in one answer, and in no table, log line or other answer', async () => {
    const canaries = new Canaries()
    const admin = await server.client({ account: 'secretive' })
    canaries.plant('token of the admin', admin.token)
    const tokens = [
      await createToken(admin),
      await createToken(admin, { role: 'admin', expires_in_days: 30 }),
      (await postWithKey(admin, 'keyed')).body,
    ]
    const answers: string[] = []
    for (const { id, token } of tokens) {
      canaries.plant('token', token)
      answers.push(await (await askWith(server, token)).text())
      answers.push(await (await askWith(server, token, '/v1/tokens')).text())
      answers.push(await (await askWith(server, `${token}x`)).text())
      answers.push(await (await admin.get(`/v1/tokens?cursor=${id}`)).text())
    }
    answers.push(await (await admin.get('/v1/tokens')).text())
    answers.push(JSON.stringify(await postWithKey(admin, 'keyed')))
    for (const { id } of tokens) await admin.delete(`/v1/tokens/${id}`)
    await server.platform.close(10_000)

    const dump = await readTables(server.storage)
    expect(dump['table tokens']).toContain(tokens[0]?.id)
    const places = {
      ...dump,
      log: server.logged(),
      'pino lines': lines.join(),
      answers: answers.join(),
    }
    const found = Object.entries(places).flatMap(([place, text]) => canaries.foundIn(place, text))
    expect(found).toEqual([])
    for (const { token } of tokens) {
      expect(answers.join()).toContain(`"ends_with":"${token.slice(-4)}"`)
      expect(answers.join()).not.toContain(token.slice(-5))
      expect(dump['table tokens']).not.toContain(token.slice(-5))
    }
  })

  test('is not sent again for an Idempotency-Key, and nothing is created twice', async () => {
    const admin = await server.client({ account: 'retrying' })
    const first = await postWithKey(admin, 'lost')
    expect(first).toMatchObject({ status: 201, replayed: null })
    const { token, ...record } = first.body
    expect((await askWith(server, token)).status).toBe(200)
    const again = await postWithKey(admin, 'lost')
    expect(again).toEqual({ status: 200, replayed: 'true', body: record })
    expect(await (await admin.get('/v1/tokens')).json()).toHaveLength(2)
    const other = await postWithKey(admin, 'lost', { name: 'CI', role: 'admin' })
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency_conflict' } })
  })

  test('is in one answer only when twenty requests with one key come at once', async () => {
    const admin = await server.client({ account: 'impatient' })
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => postWithKey(admin, 'twenty')),
    )
    const created = answers.filter(({ status }) => status === 201)
    expect(created.map(({ body }) => typeof body.token)).toEqual(['string'])
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
    expect(answers.filter(({ body }) => 'token' in body)).toHaveLength(1)
  })

  test('is kept from a role that repeats the key of an admin', async () => {
    const admin = await server.client({ account: 'ranks' })
    const member = await server.client({ account: 'ranks', role: 'member' })
    await postWithKey(admin, 'shared')
    const response = await member.post(
      '/v1/tokens',
      { name: 'CI', role: 'member' },
      { 'idempotency-key': 'shared' },
    )
    await expectProblem(response, 'forbidden', server.logged)
  })

  test('is sent for a key whose first request was refused', async () => {
    const admin = await server.client({ account: 'correcting' })
    const wrong = { name: 'CI', role: 'member', environment: 'live' }
    expect((await postWithKey(admin, 'corrected', wrong)).status).toBe(403)
    expect((await postWithKey(admin, 'corrected')).status).toBe(201)
  })
})
