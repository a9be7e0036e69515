import { expect, test } from 'vitest'
import { hashSecret } from '@/lib/storage/secret-hash'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('an Idempotency-Key', async (openStore) => {
  const server = platformOn(await openStore())
  const client = await server.client()

  const post = async (body: object, key: string, sender = client) => {
    const response = await sender.post('/v1/integrations', body, { 'idempotency-key': key })
    return {
      status: response.status,
      body: await response.json(),
      replayed: response.headers.get('idempotency-replayed'),
    }
  }

  test('makes one exchange for twenty requests at once, and gives its answer to all of them', async () => {
    const body = { service: 'slack', oauth_code: await client.code('slack') }
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(body, 'twenty')))
    for (const answer of answers) {
      expect(answer.status).toBe(201)
      expect(answer.body).toEqual(answers[0]?.body)
    }
    expect(answers.filter(({ replayed }) => replayed === null)).toHaveLength(1)
  })

  test('gives the same failure again after a failed exchange', async () => {
    const code = await client.code('notion', { scenario: 'token_endpoint_500' })
    const body = { service: 'notion', oauth_code: code }
    const answers = await Promise.all(Array.from({ length: 3 }, () => post(body, 'failing')))
    expect(answers[0]).toMatchObject({ status: 502, body: { code: 'provider_error' } })
    for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body)
  })

  test('gives the same account mismatch again', async () => {
    const sender = await server.client({ account: 'mismatch' })
    const connected = await sender.connect('gmail')
    const code = await sender.code('gmail', { scenario: 'other_account' })
    const body = { service: 'gmail', oauth_code: code, reconnects: connected.id }
    const first = await post(body, 'mismatched', sender)
    expect(first.body).toMatchObject({ code: 'account_mismatch' })
    expect((await post(body, 'mismatched', sender)).body).toEqual(first.body)
    const second = await post({ service: 'gmail', oauth_code: code }, 'decided', sender)
    expect(second.status).toBe(201)
  })

  test('is refused as a conflict when it comes with another body', async () => {
    await post({ service: 'telegram' }, 'one')
    const other = await post({ service: 'slack', oauth_code: await client.code('slack') }, 'one')
    expect(other).toMatchObject({ status: 409, body: { code: 'idempotency_conflict' } })
  })

  test('can be used again after requests that were refused before they spent a code', async () => {
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
    const other = await server.client({ account: 'somebody else' })
    const mine = await post({ service: 'telegram' }, 'shared key')
    expect(mine.status).toBe(422)
    const here = await post({ service: 'telegram' }, 'shared-key')
    const there = await post({ service: 'telegram' }, 'shared-key', other)
    expect(there).toMatchObject({ status: 201, replayed: null })
    expect(there.body.id).not.toBe(here.body.id)
    const live = await server.client({ environment: 'live' })
    expect((await post({ service: 'telegram' }, 'shared-key', live)).status).toBe(422)
  })

  test('can be used for a new request after a day', async () => {
    const sender = await server.client({ account: 'daily' })
    const first = await post({ service: 'telegram' }, 'daily', sender)
    server.advance(23 * 60 * 60_000)
    expect(await post({ service: 'telegram' }, 'daily', sender)).toMatchObject({
      status: 201,
      replayed: 'true',
      body: first.body,
    })
    server.advance(2 * 60 * 60_000)
    expect(await post({ service: 'telegram' }, 'daily', sender)).toMatchObject({
      status: 200,
      replayed: null,
    })
    server.advance(25 * 60 * 60_000)
    await server.platform.runBackground()
    const records = await server.storage.db.selectFrom('idempotency_keys').selectAll().execute()
    expect(records).toEqual([])
  })

  test('is refused as a conflict when the process of the first request died', async () => {
    const sender = await server.client({ account: 'crashed' })
    await post({ service: 'telegram' }, 'crash', sender)
    await server.storage.db
      .updateTable('idempotency_keys')
      .set({ status: null, body: null })
      .where('account_id', '=', sender.accountId)
      .execute()
    server.advance(3 * 60_000)
    expect(await post({ service: 'telegram' }, 'crash', sender)).toMatchObject({
      status: 409,
      body: { code: 'idempotency_conflict' },
    })
  })

  const newerMembers = {
    title: 'Canary',
    detail: 'canary',
    code: 'quota_exceeded',
    request_id: 'r',
  }
  test.each([
    [
      'a problem that only a newer version knows',
      { status: 402, body: JSON.stringify({ type: 'urn', status: 402, ...newerMembers }) },
    ],
    ['an integration that only a newer version knows', { status: 201, body: '{"canary":1}' }],
    ['a text that is not JSON', { status: 200, body: 'canary' }],
  ])(
    'is refused as a conflict, with one alarm, when its stored answer is %s',
    async (_, storedAnswer) => {
      const sender = await server.client({ account: storedAnswer.body })
      await post({ service: 'telegram' }, 'newer', sender)
      await server.storage.db
        .updateTable('idempotency_keys')
        .set(storedAnswer)
        .where('account_id', '=', sender.accountId)
        .execute()
      for (let round = 0; round < 2; round++) {
        const again = await post({ service: 'telegram' }, 'newer', sender)
        expect(again).toMatchObject({ status: 409, body: { code: 'idempotency_conflict' } })
      }
      const accountLines = server
        .logged()
        .split('\n')
        .filter((line) => line.includes(sender.accountId))
      const keyHash = hashSecret('newer')
      expect(accountLines.filter((line) => line.includes('operator alarm'))).toEqual([
        expect.stringContaining(`"key_hash":"${keyHash}"`),
      ])
      expect(server.logged()).not.toMatch(/canary|quota/i)
    },
  )

  test.each([
    ['has 256 characters', 'x'.repeat(256)],
    ['has a letter outside ASCII', 'é'],
    ['has a space', 'a b'],
    ['is empty', ''],
  ])('is refused when it %s', async (_, key) => {
    const answer = await post({ service: 'telegram' }, key)
    expect(answer).toMatchObject({ status: 422, body: { field: 'Idempotency-Key' } })
  })

  test('returns an answer that cannot be stored, and does not repeat the work', async () => {
    const broken = platformOn(await openStore())
    const sender = await broken.client()
    const oauth_code = await sender.code('slack')
    await broken.storage.db.schema
      .alterTable('idempotency_keys')
      .renameColumn('body', 'gone_body')
      .execute()
    const send = () =>
      sender.post(
        '/v1/integrations',
        { service: 'slack', oauth_code },
        { 'idempotency-key': 'once' },
      )
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
