import { expect, test } from 'vitest'
import type { Service } from '@/lib/contract/services/catalogue'
import { type Client, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const ana = '104857600000000000001'
const ben = '104857600000000000002'

describeOnBothStores('reconnecting one integration', async (openStore) => {
  const work = platformOn(await openStore())

  const listed = async (by: Client) => (await by.get('/v1/integrations')).json()
  const post = async (by: Client, body: object) => {
    const response = await by.post('/v1/integrations', body)
    return { status: response.status, body: await response.json() }
  }
  const typesOf = async (by: Client, id: string) => {
    const events = await (await by.get(`/v1/integrations/${id}/events`)).json()
    return events.map(({ type }: { type: string }) => type)
  }
  const livingGrantsOf = async (subject: string) => {
    const rows = await work.storage.db
      .selectFrom('sandbox_grants')
      .select('id')
      .where('subject', '=', subject)
      .where('revoked_at', 'is', null)
      .where('code_used_at', 'is not', null)
      .execute()
    return rows.length
  }

  async function mismatched(account: string) {
    const by = await work.client({ account })
    const known = await by.connect('gmail', { account: ana })
    const oauth_code = await by.code('gmail', { account: ben })
    const first = await post(by, { service: 'gmail', oauth_code, reconnects: known.id })
    expect(first).toMatchObject({
      status: 409,
      body: {
        code: 'account_mismatch',
        expected: { id: ana, name: 'ana@example.com' },
        received: { id: ben, name: 'ben@example.com' },
      },
    })
    expect(await listed(by)).toEqual([known])
    return { by, known, oauth_code }
  }

  test('the same account keeps id and connected_at', async () => {
    const by = await work.client({ account: 'same' })
    const known = await by.connect('gmail', { account: ana })
    await by.post(`/v1/integrations/${known.id}/faults`, { fault: 'revoke' })
    expect(await listed(by)).toMatchObject([{ id: known.id, status: 'error' }])
    work.advance(60_000)
    const oauth_code = await by.code('gmail', { account: ana })
    const { status, body } = await post(by, {
      service: 'gmail',
      oauth_code,
      reconnects: known.id,
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ ...known, checked_at: expect.any(String), status: 'connected' })
    expect(body).not.toHaveProperty('status_reason')
  })

  test('another account changes nothing, and the same code adds it as a second one', async () => {
    const { by, known, oauth_code } = await mismatched('second')
    const added = await post(by, { service: 'gmail', oauth_code })
    expect(added).toMatchObject({ status: 201, body: { account: { id: ben } } })
    expect(await listed(by)).toEqual([known, added.body])
    const used = await post(by, { service: 'gmail', oauth_code })
    expect(used.body).toMatchObject({ code: 'invalid_oauth_code', reason: 'used' })
  })

  test('asking again with the same code is the same mismatch', async () => {
    const { by, known, oauth_code } = await mismatched('again')
    const again = await post(by, { service: 'gmail', oauth_code, reconnects: known.id })
    expect(again.body).toMatchObject({ code: 'account_mismatch', received: { id: ben } })
    const added = await post(by, { service: 'gmail', oauth_code })
    expect(added.status).toBe(201)
  })

  test('another account replaces the known one when an admin says so', async () => {
    const { by, known, oauth_code } = await mismatched('replaced')
    const { status, body } = await post(by, {
      service: 'gmail',
      oauth_code,
      reconnects: known.id,
      replace: true,
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id: known.id,
      connected_at: known.connected_at,
      account: { id: ben, name: 'ben@example.com' },
    })
    expect(await listed(by)).toEqual([body])
    expect((await typesOf(by, known.id)).slice(0, 2)).toContain('account_replaced')
  })

  test('what is held belongs to the token that spent the code', async () => {
    const { oauth_code } = await mismatched('held')
    const other = await work.client({ account: 'held' })
    const { body } = await post(other, { service: 'gmail', oauth_code })
    expect(body).toMatchObject({ code: 'invalid_oauth_code', reason: 'used' })
  })

  test('of many who take what is held at once one gets it', async () => {
    const { by, oauth_code } = await mismatched('raced')
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post(by, { service: 'gmail', oauth_code })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400])
  })

  test('what nobody decides about is revoked when the code has expired', async () => {
    const cleo = '104857600000000000003'
    const by = await work.client({ account: 'undecided' })
    const known = await by.connect('gmail', { account: ana })
    const oauth_code = await by.code('gmail', { account: cleo })
    await post(by, { service: 'gmail', oauth_code, reconnects: known.id })
    expect(await livingGrantsOf(cleo)).toBe(1)
    await work.platform.runBackground()
    expect(await livingGrantsOf(cleo)).toBe(1)
    work.advance(7 * 60_000)
    await work.platform.runBackground()
    expect(await livingGrantsOf(cleo)).toBe(0)
    const late = await post(by, { service: 'gmail', oauth_code })
    expect(late.body).toMatchObject({ code: 'invalid_oauth_code' })
  })

  test('an account that is connected elsewhere cannot replace', async () => {
    const by = await work.client({ account: 'both there' })
    const known = await by.connect('gmail', { account: ana })
    const other = await by.connect('gmail', { account: ben })
    const oauth_code = await by.code('gmail', { account: ben })
    const { body } = await post(by, {
      service: 'gmail',
      oauth_code,
      reconnects: known.id,
      replace: true,
    })
    expect(body).toMatchObject({ code: 'account_mismatch' })
    expect(body.detail).toContain(other.id)
    expect(await post(by, { service: 'gmail', oauth_code })).toMatchObject({
      status: 200,
      body: { id: other.id },
    })
  })

  test('an unknown or foreign id is a 404 and burns no code', async () => {
    const by = await work.client({ account: 'mistaken' })
    const stranger = await work.client({ account: 'stranger' })
    const foreign = await stranger.connect('gmail', { account: ana })
    const oauth_code = await by.code('gmail', { account: ana })
    for (const reconnects of ['int_01HXYZ', foreign.id]) {
      const { body } = await post(by, { service: 'gmail', oauth_code, reconnects })
      expect(body).toMatchObject({ status: 404, code: 'not_found' })
    }
    expect((await post(by, { service: 'gmail', oauth_code })).status).toBe(201)
  })

  test('an integration of another service is refused and burns no code', async () => {
    const by = await work.client({ account: 'mixed up' })
    const slack = await by.connect('slack')
    const oauth_code = await by.code('gmail', { account: ana })
    const { body } = await post(by, { service: 'gmail', oauth_code, reconnects: slack.id })
    expect(body).toMatchObject({ code: 'invalid_request', field: 'service' })
    expect((await post(by, { service: 'gmail', oauth_code })).status).toBe(201)
  })

  test('a bot of another name is a mismatch too', async () => {
    const by = await work.client({ account: 'bots' })
    const shared = await post(by, { service: 'telegram' })
    const { body } = await post(by, {
      service: 'telegram' satisfies Service,
      bot_token: '7654321:an_own_bot_token_of_a_person_00001',
      reconnects: shared.body.id,
    })
    expect(body).toMatchObject({ code: 'account_mismatch' })
    expect(await listed(by)).toEqual([shared.body])
  })
  test('another bot that came by a code waits for a decision as well', async () => {
    const by = await work.client({ account: 'bots by code' })
    const shared = await post(by, { service: 'telegram' })
    const botToken = '7654322:an_own_bot_token_of_a_person_00001'
    const oauth_code = await by.code('telegram', { botToken })
    const body = { service: 'telegram', oauth_code }
    const first = await post(by, { ...body, reconnects: shared.body.id })
    expect(first.body).toMatchObject({ code: 'account_mismatch' })
    expect(await post(by, body)).toMatchObject({ status: 201 })
  })
})
