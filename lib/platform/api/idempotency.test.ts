import { expect, test } from 'vitest'
import { hashSecret } from '@/lib/storage/secret-hash'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('an Idempotency-Key', async (openStore) => {
  const work = platformOn(await openStore())
  const client = await work.client()

  const post = async (body: object, key: string, by = client) => {
    const response = await by.post('/v1/integrations', body, { 'idempotency-key': key })
    return {
      status: response.status,
      body: await response.json(),
      replayed: response.headers.get('idempotency-replayed'),
    }
  }

  test('twenty requests at once make one exchange and all get its answer', async () => {
    const body = { service: 'slack', oauth_code: await client.code('slack') }
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(body, 'twenty')))
    for (const answer of answers) {
      expect(answer.status).toBe(201)
      expect(answer.body).toEqual(answers[0]?.body)
    }
    expect(answers.filter(({ replayed }) => replayed === null)).toHaveLength(1)
  })

  test('a failed exchange gives the same failure again', async () => {
    const code = await client.code('notion', { scenario: 'token_endpoint_500' })
    const body = { service: 'notion', oauth_code: code }
    const answers = await Promise.all(Array.from({ length: 3 }, () => post(body, 'failing')))
    expect(answers[0]).toMatchObject({ status: 502, body: { code: 'provider_error' } })
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body)
  })

  test('a mismatch is given again too', async () => {
    const by = await work.client({ account: 'mismatch' })
    const known = await by.connect('gmail')
    const code = await by.code('gmail', { scenario: 'other_account' })
    const body = { service: 'gmail', oauth_code: code, reconnects: known.id }
    const first = await post(body, 'mismatched', by)
    expect(first.body).toMatchObject({ code: 'account_mismatch' })
    expect((await post(body, 'mismatched', by)).body).toEqual(first.body)
    const second = await post({ service: 'gmail', oauth_code: code }, 'decided', by)
    expect(second.status).toBe(201)
  })

  test('the same key with another body is a conflict', async () => {
    await post({ service: 'telegram' }, 'one')
    const other = await post({ service: 'slack', oauth_code: await client.code('slack') }, 'one')
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency_conflict' } })
  })

  test('a refused request is not remembered', async () => {
    const refused = await post({ service: 'github' }, 'fresh')
    expect(refused.status).toBe(422)
    const unknown = await post({ service: 'github', oauth_code: 'mtoc_x' }, 'fresh')
    expect(unknown.status).toBe(400)
    const code = await client.code('github')
    expect(await post({ service: 'github', oauth_code: code }, 'fresh')).toMatchObject({
      status: 201,
      replayed: null,
    })
  })

  test('belongs to one account and one environment', async () => {
    const other = await work.client({ account: 'somebody else' })
    const mine = await post({ service: 'telegram' }, 'shared key')
    expect(mine.status).toBe(422)
    const here = await post({ service: 'telegram' }, 'shared-key')
    const there = await post({ service: 'telegram' }, 'shared-key', other)
    expect(there).toMatchObject({ status: 201, replayed: null })
    expect(there.body.id).not.toBe(here.body.id)
    const live = await work.client({ environment: 'live' })
    expect((await post({ service: 'telegram' }, 'shared-key', live)).status).toBe(422)
  })

  test('is forgotten after a day', async () => {
    const by = await work.client({ account: 'patient' })
    const first = await post({ service: 'telegram' }, 'daily', by)
    work.advance(23 * 60 * 60_000)
    expect(await post({ service: 'telegram' }, 'daily', by)).toMatchObject({
      status: 201,
      replayed: 'true',
      body: first.body,
    })
    work.advance(2 * 60 * 60_000)
    expect(await post({ service: 'telegram' }, 'daily', by)).toMatchObject({
      status: 200,
      replayed: null,
    })
    work.advance(25 * 60 * 60_000)
    await work.platform.runBackground()
    const kept = await work.storage.db.selectFrom('idempotency_keys').selectAll().execute()
    expect(kept).toEqual([])
  })

  test('one whose first request died with its process says to read the list', async () => {
    const by = await work.client({ account: 'crashed' })
    await post({ service: 'telegram' }, 'crash', by)
    await work.storage.db
      .updateTable('idempotency_keys')
      .set({ status: null, body: null })
      .where('account_id', '=', by.accountId)
      .execute()
    work.advance(3 * 60_000)
    expect(await post({ service: 'telegram' }, 'crash', by)).toMatchObject({
      status: 409,
      body: { code: 'idempotency_conflict' },
    })
  })

  const newer = { title: 'Canary', detail: 'canary', code: 'quota_exceeded', request_id: 'r' }
  test.each([
    ['a problem', { status: 402, body: JSON.stringify({ type: 'urn', status: 402, ...newer }) }],
    ['an integration', { status: 201, body: '{"canary":1}' }],
    ['nothing that can be read', { status: 200, body: 'canary' }],
  ])(
    'whose answer is %s that only a newer version knows says to read the list',
    async (_, kept) => {
      const by = await work.client({ account: kept.body })
      await post({ service: 'telegram' }, 'newer', by)
      await work.storage.db
        .updateTable('idempotency_keys')
        .set(kept)
        .where('account_id', '=', by.accountId)
        .execute()
      for (let round = 0; round < 2; round++) {
        const again = await post({ service: 'telegram' }, 'newer', by)
        expect(again).toMatchObject({ status: 409, body: { code: 'idempotency_conflict' } })
      }
      const alarms = work
        .logged()
        .split('\n')
        .filter((line) => line.includes(by.accountId))
      const keyHash = hashSecret('newer')
      expect(alarms.filter((line) => line.includes('operator alarm'))).toEqual([
        expect.stringContaining(`"key_hash":"${keyHash}"`),
      ])
      expect(work.logged()).not.toMatch(/canary|quota/i)
    },
  )

  test.each(['x'.repeat(256), 'é', 'a b', ''])('is refused when it is %j', async (key) => {
    const answer = await post({ service: 'telegram' }, key)
    expect(answer).toMatchObject({ status: 422, body: { field: 'Idempotency-Key' } })
  })

  test('a request whose answer cannot be stored still gets it and is not done twice', async () => {
    const broken = platformOn(await openStore())
    const by = await broken.client()
    const oauth_code = await by.code('slack')
    await broken.storage.db.schema
      .alterTable('idempotency_keys')
      .renameColumn('body', 'gone_body')
      .execute()
    const send = () =>
      by.post('/v1/integrations', { service: 'slack', oauth_code }, { 'idempotency-key': 'once' })
    const first = await send()
    expect(first.status).toBe(201)
    await broken.storage.db.schema
      .alterTable('idempotency_keys')
      .renameColumn('gone_body', 'body')
      .execute()
    broken.advance(3 * 60_000)
    expect(await (await send()).json()).toMatchObject({ code: 'idempotency_conflict' })
    expect(broken.logged()).toContain('an answer could not be kept')
  })
})
