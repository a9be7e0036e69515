import { beforeAll, expect, test } from 'vitest'
import { type Client, platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { oauthServices } from '@/tests/support/token-answers'

const botToken = '7654321:an_own_bot_token_of_a_person_00001'

describeOnBothStores('connecting', (openStore) => {
  let server: TestServer
  /** A platform with a short time limit for its calls to providers. */
  let shortTimeoutServer: TestServer
  let client: Client

  beforeAll(async () => {
    server = platformOn(await openStore())
    shortTimeoutServer = platformOn(server.storage, { settings: { providerTimeoutMs: 300 } })
    client = await server.client()
  })

  const post = (body: object, caller = client) => caller.post('/v1/integrations', body)
  const readProblem = async (response: Promise<Response>) => (await response).json()
  const listIntegrations = async (caller: Client) => (await caller.get('/v1/integrations')).json()
  const findLivingGrants = async () =>
    server.storage.db
      .selectFrom('sandbox_grants')
      .select('id')
      .where('revoked_at', 'is', null)
      .where('code_used_at', 'is not', null)
      .execute()

  test.each(oauthServices)('%s needs an oauth_code, and says so', async (service) => {
    expect(await readProblem(post({ service }))).toMatchObject({
      code: 'invalid_request',
      field: 'oauth_code',
    })
  })

  test.each(['slack', 'telegram'])(
    'an unknown code for %s and a provider’s own code are refused',
    async (service) => {
      for (const oauth_code of ['4/0AX4XfWh', 'mtoc_x', `mtoc_${'a'.repeat(43)}`, botToken]) {
        expect(await readProblem(post({ service, oauth_code }))).toMatchObject({
          status: 400,
          code: 'invalid_oauth_code',
          reason: 'unknown',
        })
      }
      expect(server.logged()).not.toContain(botToken)
    },
  )

  test('a code works once', async () => {
    const oauth_code = await client.code('github')
    const first = await (await post({ service: 'github', oauth_code })).json()
    expect(await readProblem(post({ service: 'github', oauth_code }))).toMatchObject({
      code: 'invalid_oauth_code',
      reason: 'used',
    })
    expect(await (await client.get(`/v1/integrations/${first.id}`)).json()).toEqual(first)
  })

  test('a code that another token presents again ends the grant that it made', async () => {
    const owner = await server.client({ account: 'robbed' })
    const thief = await server.client({ account: 'robbed' })
    const oauth_code = await owner.code('notion')
    const { id } = await (await post({ service: 'notion', oauth_code }, owner)).json()
    const replay = await post({ service: 'notion', oauth_code }, thief)
    expect(await replay.json()).toMatchObject({ code: 'invalid_oauth_code', reason: 'used' })
    const after = await (await owner.get(`/v1/integrations/${id}`)).json()
    expect(after).toMatchObject({ status: 'error', status_reason: 'revoked' })
    const events = await (await owner.get(`/v1/integrations/${id}/events`)).json()
    const types = events.map(({ type }: { type: string }) => type)
    expect(types).toEqual(['revoked_at_provider', 'status_error', 'code_replayed', 'connected'])
  })

  test('a code that is presented again ends no integration that was reconnected since', async () => {
    const owner = await server.client({ account: 'robbed too late' })
    const thief = await server.client({ account: 'robbed too late' })
    const oauth_code = await owner.code('notion')
    await post({ service: 'notion', oauth_code }, owner)
    server.advance(1000)
    const again = await owner.connect('notion')
    await post({ service: 'notion', oauth_code }, thief)
    expect(await listIntegrations(owner)).toEqual([again])
  })

  test('a code presented by the wrong account or for the wrong service is not used up', async () => {
    const stranger = await server.client({ account: 'stranger' })
    const oauth_code = await client.code('gmail')
    for (const response of [
      post({ service: 'gmail', oauth_code }, stranger),
      post({ service: 'google_ads', oauth_code }),
      post({ service: 'telegram', oauth_code }),
    ]) {
      expect(await readProblem(response)).toMatchObject({ status: 400, reason: 'unknown' })
    }
    expect((await post({ service: 'gmail', oauth_code })).status).toBe(201)
  })

  test('a code expires after five minutes', async () => {
    const oauth_code = await client.code('stripe')
    server.advance(301_000)
    expect(await readProblem(post({ service: 'stripe', oauth_code }))).toMatchObject({
      code: 'invalid_oauth_code',
      reason: 'expired',
    })
  })

  test.each([
    ['expired_code', 400, 'invalid_oauth_code', 'refused'],
    ['token_endpoint_500', 502, 'provider_error', 'unavailable'],
    ['token_endpoint_garbage', 502, 'provider_error', 'malformed'],
    ['token_endpoint_slow', 504, 'provider_timeout', 'timeout'],
  ])(
    '%s at the provider is %i %s, and the code stays spent',
    async (scenario, status, code, reason) => {
      const at = scenario === 'token_endpoint_slow' ? shortTimeoutServer : server
      const caller = await at.client({ account: `unlucky with ${scenario}` })
      for (const service of oauthServices) {
        const oauth_code = await caller.code(service, { scenario })
        const first = await readProblem(post({ service, oauth_code }, caller))
        expect({ service, ...first }).toMatchObject({ service, status, code, reason })
        expect(await readProblem(post({ service, oauth_code }, caller))).toMatchObject({
          reason: 'used',
        })
      }
      expect(await listIntegrations(caller)).toEqual([])
    },
  )

  test('a refusal at the provider comes back as access_denied', async () => {
    const back = await client.goThrough('slack', { decision: 'deny' })
    expect(Object.fromEntries(back)).toMatchObject({
      error: 'access_denied',
      service: 'slack',
      state: 'state-of-the-dashboard',
    })
    expect(back.has('oauth_code')).toBe(false)
  })

  test('fewer scopes connect the tools that need no other scope', async () => {
    const caller = await server.client({ account: 'reluctant' })
    const slack = await caller.connect('slack', { scenario: 'fewer_scopes' })
    expect(slack.available_tools.length).toBeGreaterThan(0)
    expect(slack.available_tools.length).toBeLessThan(4)
    const whole = await caller.connect('slack')
    expect(whole).toMatchObject({ id: slack.id, status: 'connected' })
    expect(whole.available_tools).toHaveLength(4)
    const events = await (await caller.get(`/v1/integrations/${slack.id}/events`)).json()
    expect(events.map(({ type }: { type: string }) => type)).toEqual([
      'tools_changed',
      'reconnected',
      'connected',
    ])
  })

  test.each([
    ['google_ads', '104857600000000000003'],
    ['github', '5830003'],
  ] as const)(
    'too few scopes for any tool of %s are refused, and what was granted is revoked',
    async (service, account) => {
      const caller = await server.client({ account: `unwilling on ${service}` })
      const livingBefore = await findLivingGrants()
      const oauth_code = await caller.code(service, { account, scenario: 'fewer_scopes' })
      expect(await readProblem(post({ service, oauth_code }, caller))).toMatchObject({
        status: 422,
        code: 'invalid_scope',
      })
      expect(await listIntegrations(caller)).toEqual([])
      expect(await findLivingGrants()).toEqual(livingBefore)
    },
  )

  test('Telegram connects the Miteos bot, a person’s own bot by its token, and a person’s own bot by a code', async () => {
    const caller = await server.client({ account: 'bots' })
    const shared = await post({ service: 'telegram' }, caller)
    expect(shared.status).toBe(201)
    const byToken = await post({ service: 'telegram', bot_token: botToken }, caller)
    expect(byToken.status).toBe(201)
    const oauth_code = await caller.code('telegram', { botToken })
    const byCode = await post({ service: 'telegram', oauth_code }, caller)
    expect(byCode.status).toBe(200)
    expect((await byCode.json()).id).toBe((await byToken.json()).id)
    expect(await listIntegrations(caller)).toHaveLength(2)
  })

  test.each([
    [{ service: 'telegram', bot_token: 'not a token' }, 'bot_token'],
    [{ service: 'slack', bot_token: botToken }, 'bot_token'],
    [{ service: 'telegram', bot_token: botToken, oauth_code: 'x' }, 'bot_token'],
    [{ service: 'telegram', replace: true }, 'replace'],
  ])('%j is refused with the field that is wrong', async (body, field) => {
    expect(await readProblem(post(body))).toMatchObject({ code: 'invalid_request', field })
    expect(server.logged()).not.toContain(botToken)
  })
})
