import { beforeAll, beforeEach, expect, test } from 'vitest'
import type { Integration } from '@/lib/contract/integration'
import type { Storage } from '@/lib/storage/database'
import { type FakeGithub, fakeGithub, githubSettings } from '@/tests/fake-github'
import { type Client, newKeys, type PlatformAtWork, platformOn } from '@/tests/platform'
import { describeOnBothStores } from '@/tests/stores'

const refreshCall = 'POST /login/oauth/access_token'
const checkCall = 'POST /applications/live-client-id/token'
const revokeCall = 'DELETE /applications/live-client-id/grant'
const hour = 60 * 60_000

describeOnBothStores('a live account', (openStore) => {
  let storage: Storage
  let github: FakeGithub
  let work: PlatformAtWork
  let client: Client
  let users = 41

  beforeAll(async () => {
    storage = await openStore()
  })

  /** A network of its own with a user of its own for each test. */
  beforeEach(async () => {
    github = fakeGithub()
    github.user = { id: users++, login: 'ana-lima' }
    work = platformOn(storage, { settings: githubSettings, network: github.network })
    client = await work.client({ account: `account of ${users}`, environment: 'live' })
  })

  const json = async (response: Promise<Response>) => (await response).json()
  const check = ({ id }: Integration) => json(client.post(`/v1/integrations/${id}/check`))
  const typesOf = async ({ id }: Integration): Promise<string[]> => {
    const events = await json(client.get(`/v1/integrations/${id}/events`))
    return events.map(({ type }: { type: string }) => type)
  }
  const rejections = () => Promise.reject(new TypeError('fetch failed'))

  test('offers what is configured, and Telegram by an own bot', async () => {
    expect(await json(client.get('/v1/account'))).toMatchObject({
      environment: 'live',
      available_services: ['github', 'telegram'],
    })
    expect(await json(client.post('/v1/integrations', { service: 'slack' }))).toMatchObject({
      code: 'invalid_request',
      reason: 'not_configured',
    })
    const bot = await json(client.post('/v1/integrations', { service: 'telegram' }))
    expect(bot).toMatchObject({ code: 'invalid_request', reason: 'not_configured' })
    expect(bot.detail).toContain('/integrations/connect?service=telegram')
  })

  test('connects, refreshes and disconnects over the network', async () => {
    const known = await client.connect('github')
    expect(known.account).toEqual({ id: String(github.user.id), name: 'ana-lima' })
    work.advance(9 * hour)
    expect(await check(known)).toMatchObject({ status: 'connected' })
    expect(github.calls[refreshCall]).toBe(2)
    expect((await client.delete(`/v1/integrations/${known.id}`)).status).toBe(204)
    expect(github.calls[revokeCall]).toBe(1)
    expect(github.alive.size).toBe(1)
  })

  test('50 uses of a token that ran out refresh it once', async () => {
    const known = await client.connect('github')
    github.refreshTakes(50)
    work.advance(9 * hour)
    const answers = await Promise.all(Array.from({ length: 50 }, () => check(known)))
    for (const { status } of answers) expect(status).toBe('connected')
    expect(github.calls[refreshCall]).toBe(2)
  })

  test('of two servers that refresh at once, the one that lost takes what the other stored', async () => {
    const known = await client.connect('github')
    const other = platformOn(work.storage, { settings: githubSettings, network: github.network })
    github.refreshTakes(30)
    work.advance(9 * hour)
    other.advance(9 * hour)
    const again = (server: PlatformAtWork) =>
      server.anonymous('POST', `/v1/integrations/${known.id}/check`, {
        headers: { authorization: `Bearer ${client.token}` },
      })
    const answers = await Promise.all([json(again(work)), json(again(other))])
    for (const { status } of answers) expect(status).toBe('connected')
    expect(await check(known)).toMatchObject({ status: 'connected' })
    expect(await typesOf(known)).toEqual(['connected'])
  })

  test('a disconnect during a refresh wins, and the fresh token is revoked too', async () => {
    const known = await client.connect('github')
    github.refreshTakes(100)
    work.advance(9 * hour)
    const checking = check(known)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect((await client.delete(`/v1/integrations/${known.id}`)).status).toBe(204)
    expect(await checking).toMatchObject({ status: 'disconnected' })
    expect(await check(known)).toMatchObject({ status: 'disconnected' })
    expect(github.alive.has('gho_canary_access_2')).toBe(false)
    const { credential } = await work.storage.db
      .selectFrom('integrations')
      .select('credential')
      .where('id', '=', known.id)
      .executeTakeFirstOrThrow()
    expect(credential).toBeNull()
  })

  test('a reconnect during a refresh is not overwritten by it', async () => {
    const known = await client.connect('github')
    const oauth_code = await client.code('github')
    github.refreshTakes(100)
    work.advance(60_000 * 4)
    github.answer(checkCall, () => new Response('{}', { status: 404 }))
    const checking = check(known)
    await new Promise((resolve) => setTimeout(resolve, 30))
    github.answer(checkCall, undefined)
    const again = await client.post('/v1/integrations', { service: 'github', oauth_code })
    expect(again.status).toBe(200)
    await checking
    expect(await check(known)).toMatchObject({ status: 'connected' })
  })

  test.each([
    ['500', () => new Response('oops', { status: 500 })],
    ['429', () => new Response('{}', { status: 429, headers: { 'retry-after': '60' } })],
    ['garbage', () => new Response('<html>')],
    ['no connection', rejections],
    ['403', () => new Response('{}', { status: 403 })],
  ])('a check that gets %s changes nothing, and says so once', async (_, answer) => {
    const known = await client.connect('github')
    github.answer(checkCall, answer)
    for (let round = 0; round < 3; round++) expect(await check(known)).toEqual(known)
    expect(await typesOf(known)).toEqual(['check_failed', 'connected'])
    work.advance(16 * 60_000)
    github.answer(checkCall, undefined)
    expect(await json(client.get(`/v1/integrations/${known.id}`))).toMatchObject({
      status: 'connected',
    })
  })

  test.each([
    ['500', () => new Response('oops', { status: 500 })],
    ['429', () => new Response('{}', { status: 429 })],
    ['no connection', rejections],
  ])('a refresh that gets %s leaves it connected', async (_, answer) => {
    const known = await client.connect('github')
    work.advance(9 * hour)
    github.answer(refreshCall, answer)
    expect(await check(known)).toEqual(known)
    github.answer(refreshCall, undefined)
    expect(await check(known)).toMatchObject({ status: 'connected' })
  })

  test('a refresh that is refused is the end, until it is reconnected', async () => {
    const known = await client.connect('github')
    work.advance(9 * hour)
    github.answer(refreshCall, () => Response.json({ error: 'bad_refresh_token' }))
    expect(await check(known)).toMatchObject({ status: 'error', status_reason: 'expired' })
    github.answer(refreshCall, undefined)
    const { id, connected_at } = known
    expect(await client.connect('github')).toMatchObject({ id, connected_at, status: 'connected' })
  })

  test('our own wrong secret is an alarm and nobody’s error', async () => {
    const known = await client.connect('github')
    work.advance(9 * hour)
    github.answer(refreshCall, () => Response.json({ error: 'incorrect_client_credentials' }))
    github.answer(checkCall, () => new Response('{}', { status: 401 }))
    expect(await check(known)).toEqual(known)
    const oauth_code = await client.code('github')
    expect(
      await json(client.post('/v1/integrations', { service: 'github', oauth_code })),
    ).toMatchObject({ code: 'provider_error', reason: 'misconfigured' })
    expect(work.logged()).toContain('operator alarm')
  })

  test('twenty connects of one account at once are one integration', async () => {
    const codes = await Promise.all(Array.from({ length: 20 }, () => client.code('github')))
    const answers = await Promise.all(
      codes.map((oauth_code) => client.post('/v1/integrations', { service: 'github', oauth_code })),
    )
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([...Array.from({ length: 19 }, () => 200), 201])
    const bodies: Integration[] = await Promise.all(answers.map((answer) => answer.json()))
    expect(new Set(bodies.map(({ id }) => id)).size).toBe(1)
    expect(await json(client.get('/v1/integrations'))).toHaveLength(1)
    expect(await check(bodies[0] ?? (await client.connect('github')))).toMatchObject({
      status: 'connected',
    })
  })

  test('ten disconnects at once revoke once', async () => {
    const known = await client.connect('github')
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => client.delete(`/v1/integrations/${known.id}`)),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 204))
    expect(github.calls[revokeCall]).toBe(1)
    expect(await typesOf(known)).toEqual(['revoked_at_provider', 'disconnected', 'connected'])
  })

  test('a revocation that fails is tried again later, and told once', async () => {
    const known = await client.connect('github')
    github.answer(revokeCall, () => new Response('oops', { status: 503 }))
    expect((await client.delete(`/v1/integrations/${known.id}`)).status).toBe(204)
    await work.platform.runBackground()
    expect(github.calls[revokeCall]).toBe(1)
    work.advance(31_000)
    await work.platform.runBackground()
    expect(github.calls[revokeCall]).toBe(2)
    github.answer(revokeCall, undefined)
    work.advance(2 * hour)
    await work.platform.runBackground()
    await work.platform.runBackground()
    expect(github.calls[revokeCall]).toBe(3)
    expect(await typesOf(known)).toEqual([
      'revoked_at_provider',
      'revocation_failed',
      'disconnected',
      'connected',
    ])
    expect(await work.storage.db.selectFrom('revocations').selectAll().execute()).toEqual([])
  })

  test('a revocation that fails for a week is given up, and its credential wiped', async () => {
    const known = await client.connect('github')
    github.answer(revokeCall, rejections)
    await client.delete(`/v1/integrations/${known.id}`)
    work.advance(8 * 24 * hour)
    await work.platform.runBackground()
    expect(await work.storage.db.selectFrom('revocations').selectAll().execute()).toEqual([])
    expect(work.logged()).toContain('operator alarm: a grant could not be revoked')
  })

  test('a grant that another account lives by is not revoked with this one', async () => {
    const other = await work.client({ account: 'another', environment: 'live' })
    const [mine, theirs] = [await client.connect('github'), await other.connect('github')]
    expect((await client.delete(`/v1/integrations/${mine.id}`)).status).toBe(204)
    expect(github.calls[revokeCall]).toBeUndefined()
    expect(github.alive.has('gho_canary_access_1')).toBe(false)
    expect(await typesOf(mine)).toEqual(['revocation_skipped', 'disconnected', 'connected'])
    const checked = await json(other.post(`/v1/integrations/${theirs.id}/check`))
    expect(checked).toMatchObject({ status: 'connected' })
    await other.delete(`/v1/integrations/${theirs.id}`)
    expect(github.calls[revokeCall]).toBe(1)
  })

  test('what was granted is revoked when it cannot be stored', async () => {
    work = platformOn(await openStore(), { settings: githubSettings, network: github.network })
    client = await work.client({ environment: 'live' })
    const oauth_code = await client.code('github')
    github.answer('GET /user', async () => {
      await work.storage.db.schema.dropTable('events').execute()
      return Response.json({ ...github.user })
    })
    const response = await client.post('/v1/integrations', { service: 'github', oauth_code })
    expect(response.status).toBe(500)
    expect(await response.json()).toMatchObject({ code: 'internal_error' })
    expect(github.calls[revokeCall]).toBe(1)
    expect(github.alive.size).toBe(0)
  })

  test('what was granted is revoked when nobody says whose it is', async () => {
    const oauth_code = await client.code('github')
    github.answer('GET /user', () => new Response('oops', { status: 500 }))
    expect(
      await json(client.post('/v1/integrations', { service: 'github', oauth_code })),
    ).toMatchObject({ code: 'provider_error' })
    expect(github.calls[revokeCall]).toBe(1)
  })

  test.each([
    ['no token', { scope: 'repo', token_type: 'bearer' }],
    ['an empty token', { access_token: '', scope: 'repo', token_type: 'bearer' }],
    ['an end in words', { access_token: 'gho_x', token_type: 'bearer', expires_in: 'soon' }],
    ['an end before now', { access_token: 'gho_x', token_type: 'bearer', expires_in: -5 }],
    ['an error', { error: 'server_error' }],
  ])('a token answer with %s connects nothing', async (_, body) => {
    const oauth_code = await client.code('github')
    github.answer(refreshCall, () => Response.json(body))
    const response = await client.post('/v1/integrations', { service: 'github', oauth_code })
    expect(response.status).toBe(502)
    expect(await json(client.get('/v1/integrations'))).toEqual([])
    github.answer(refreshCall, undefined)
  })

  test('a failed reconnect changes nothing', async () => {
    const known = await client.connect('github')
    const oauth_code = await client.code('github')
    github.answer(refreshCall, () => new Response('<html>'))
    await client.post('/v1/integrations', { service: 'github', oauth_code, reconnects: known.id })
    expect(await json(client.get('/v1/integrations'))).toEqual([known])
  })

  test('no secret is readable in the store, the log or an answer', async () => {
    const known = await client.connect('github')
    const code = await client.code('github')
    await client.post(
      '/v1/integrations',
      { service: 'github', oauth_code: code },
      { 'idempotency-key': 'k-1' },
    )
    const held = await client.code('github')
    github.user = { id: users++, login: 'ben-okafor' }
    const mismatch = await client.post('/v1/integrations', {
      service: 'github',
      oauth_code: held,
      reconnects: known.id,
    })
    expect(mismatch.status).toBe(409)
    const botToken = '7654321:canary_bot_token_of_a_person_000001'
    github.answer(revokeCall, rejections)
    const bots = await work.client({ account: 'bots' })
    await bots.post(
      '/v1/integrations',
      { service: 'telegram', bot_token: botToken },
      { 'idempotency-key': 'k-2' },
    )
    await client.delete(`/v1/integrations/${known.id}`)

    const everything: string[] = [work.logged(), await mismatch.text()]
    for (const table of [
      'accounts',
      'tokens',
      'sign_in_links',
      'integrations',
      'events',
      'transactions',
      'oauth_codes',
      'idempotency_keys',
      'revocations',
      'sandbox_grants',
      'sandbox_tokens',
      'facts',
    ] as const) {
      everything.push(JSON.stringify(await work.storage.db.selectFrom(table).selectAll().execute()))
    }
    const secrets = [
      ...github.secrets,
      client.token,
      code,
      held,
      botToken,
      'live-client-secret',
      'canary_provider_code',
      newKeys().slice(0, 3),
    ]
    for (const secret of secrets.filter((secret) => secret.length > 3)) {
      expect(everything.join('\n')).not.toContain(secret)
    }
  })
})
