import { expect, test } from 'vitest'
import type { Service } from '@/lib/contract/services/catalogue'
import { type Client, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const ana = '104857600000000000001'
const ben = '104857600000000000002'

describeOnBothStores('reconnecting one integration', async (openStore) => {
  const server = platformOn(await openStore())

  const listed = async (caller: Client) => (await caller.get('/v1/integrations')).json()
  const post = async (caller: Client, body: object) => {
    const response = await caller.post('/v1/integrations', body)
    return { status: response.status, body: await response.json() }
  }
  const eventTypesOf = async (caller: Client, id: string) => {
    const events = await (await caller.get(`/v1/integrations/${id}/events`)).json()
    return events.map(({ type }: { type: string }) => type)
  }
  const livingGrantsOf = async (subject: string) => {
    const rows = await server.storage.db
      .selectFrom('sandbox_grants')
      .select('id')
      .where('subject', '=', subject)
      .where('revoked_at', 'is', null)
      .where('code_used_at', 'is not', null)
      .execute()
    return rows.length
  }

  async function mismatched(account: string) {
    const caller = await server.client({ account })
    const integration = await caller.connect('gmail', { account: ana })
    const oauth_code = await caller.code('gmail', { account: ben })
    const first = await post(caller, { service: 'gmail', oauth_code, reconnects: integration.id })
    expect(first).toMatchObject({
      status: 409,
      body: {
        code: 'account_mismatch',
        expected: { id: ana, name: 'ana@example.com' },
        received: { id: ben, name: 'ben@example.com' },
      },
    })
    expect(await listed(caller)).toEqual([integration])
    return { caller, integration, oauth_code }
  }

  test('the same account keeps id and connected_at', async () => {
    const caller = await server.client({ account: 'same' })
    const integration = await caller.connect('gmail', { account: ana })
    await caller.post(`/v1/integrations/${integration.id}/faults`, { fault: 'revoke' })
    expect(await listed(caller)).toMatchObject([{ id: integration.id, status: 'error' }])
    server.advance(60_000)
    const oauth_code = await caller.code('gmail', { account: ana })
    const { status, body } = await post(caller, {
      service: 'gmail',
      oauth_code,
      reconnects: integration.id,
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ...integration,
      checked_at: expect.any(String),
      status_since: expect.any(String),
      status: 'connected',
    })
    expect(body).not.toHaveProperty('status_reason')
  })

  test('another account changes nothing, and the same code adds it as a second one', async () => {
    const { caller, integration, oauth_code } = await mismatched('second')
    const added = await post(caller, { service: 'gmail', oauth_code })
    expect(added).toMatchObject({ status: 201, body: { account: { id: ben } } })
    expect(await listed(caller)).toEqual([integration, added.body])
    const used = await post(caller, { service: 'gmail', oauth_code })
    expect(used.body).toMatchObject({ code: 'invalid_oauth_code', reason: 'used' })
  })

  test('asking again with the same code is the same mismatch', async () => {
    const { caller, integration, oauth_code } = await mismatched('again')
    const again = await post(caller, { service: 'gmail', oauth_code, reconnects: integration.id })
    expect(again.body).toMatchObject({ code: 'account_mismatch', received: { id: ben } })
    const added = await post(caller, { service: 'gmail', oauth_code })
    expect(added.status).toBe(201)
  })

  test('another account replaces the known one when an admin says so', async () => {
    const { caller, integration, oauth_code } = await mismatched('replaced')
    const { status, body } = await post(caller, {
      service: 'gmail',
      oauth_code,
      reconnects: integration.id,
      replace: true,
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      id: integration.id,
      connected_at: integration.connected_at,
      account: { id: ben, name: 'ben@example.com' },
    })
    expect(await listed(caller)).toEqual([body])
    expect((await eventTypesOf(caller, integration.id)).slice(0, 2)).toContain('account_replaced')
  })

  test('a held grant belongs to the token that spent the code', async () => {
    const { oauth_code } = await mismatched('held')
    const other = await server.client({ account: 'held' })
    const { body } = await post(other, { service: 'gmail', oauth_code })
    expect(body).toMatchObject({ code: 'invalid_oauth_code', reason: 'used' })
  })

  test('only one of many simultaneous requests gets a held grant', async () => {
    const { caller, oauth_code } = await mismatched('raced')
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => post(caller, { service: 'gmail', oauth_code })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400, 400])
  })

  test('a held grant that nobody decides about is revoked when the code has expired', async () => {
    const cleo = '104857600000000000003'
    const caller = await server.client({ account: 'undecided' })
    const integration = await caller.connect('gmail', { account: ana })
    const oauth_code = await caller.code('gmail', { account: cleo })
    await post(caller, { service: 'gmail', oauth_code, reconnects: integration.id })
    expect(await livingGrantsOf(cleo)).toBe(1)
    await server.platform.runBackground()
    expect(await livingGrantsOf(cleo)).toBe(1)
    server.advance(7 * 60_000)
    await server.platform.runBackground()
    expect(await livingGrantsOf(cleo)).toBe(0)
    const late = await post(caller, { service: 'gmail', oauth_code })
    expect(late.body).toMatchObject({ code: 'invalid_oauth_code' })
  })

  test('an account that another integration has cannot replace the account of this one', async () => {
    const caller = await server.client({ account: 'both there' })
    const integration = await caller.connect('gmail', { account: ana })
    const other = await caller.connect('gmail', { account: ben })
    const oauth_code = await caller.code('gmail', { account: ben })
    const { body } = await post(caller, {
      service: 'gmail',
      oauth_code,
      reconnects: integration.id,
      replace: true,
    })
    expect(body).toMatchObject({ code: 'account_mismatch' })
    expect(body.detail).toContain(other.id)
    expect(await post(caller, { service: 'gmail', oauth_code })).toMatchObject({
      status: 200,
      body: { id: other.id },
    })
  })

  test('an unknown or foreign id is a 404 and does not spend the code', async () => {
    const caller = await server.client({ account: 'mistaken' })
    const stranger = await server.client({ account: 'stranger' })
    const foreign = await stranger.connect('gmail', { account: ana })
    const oauth_code = await caller.code('gmail', { account: ana })
    for (const reconnects of ['int_01HXYZ', foreign.id]) {
      const { body } = await post(caller, { service: 'gmail', oauth_code, reconnects })
      expect(body).toMatchObject({ status: 404, code: 'not_found' })
    }
    expect((await post(caller, { service: 'gmail', oauth_code })).status).toBe(201)
  })

  test('an integration of another service is refused and does not spend the code', async () => {
    const caller = await server.client({ account: 'mixed up' })
    const slack = await caller.connect('slack')
    const oauth_code = await caller.code('gmail', { account: ana })
    const { body } = await post(caller, { service: 'gmail', oauth_code, reconnects: slack.id })
    expect(body).toMatchObject({ code: 'invalid_request', field: 'service' })
    expect((await post(caller, { service: 'gmail', oauth_code })).status).toBe(201)
  })

  test('another Telegram bot is a mismatch too', async () => {
    const caller = await server.client({ account: 'bots' })
    const shared = await post(caller, { service: 'telegram' })
    const { body } = await post(caller, {
      service: 'telegram' satisfies Service,
      bot_token: '7654321:an_own_bot_token_of_a_person_00001',
      reconnects: shared.body.id,
    })
    expect(body).toMatchObject({ code: 'account_mismatch' })
    expect(await listed(caller)).toEqual([shared.body])
  })
  test('another Telegram bot whose token came with a code is held for a decision', async () => {
    const caller = await server.client({ account: 'bots by code' })
    const shared = await post(caller, { service: 'telegram' })
    const botToken = '7654322:an_own_bot_token_of_a_person_00001'
    const oauth_code = await caller.code('telegram', { botToken })
    const body = { service: 'telegram', oauth_code }
    const first = await post(caller, { ...body, reconnects: shared.body.id })
    expect(first.body).toMatchObject({ code: 'account_mismatch' })
    expect(await post(caller, body)).toMatchObject({ status: 201 })
  })
})
