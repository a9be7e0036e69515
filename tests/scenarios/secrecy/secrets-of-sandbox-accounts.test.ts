import { beforeAll, expect, test } from 'vitest'
import { services } from '@/lib/contract/services/catalogue'
import { createLog } from '@/lib/dashboard/log'
import { parseRow } from '@/lib/platform/grants/integration-row'
import { openCredential } from '@/lib/platform/grants/vault/vault'
import { openStorage, type Storage } from '@/lib/storage/database'
import { createKeyring } from '@/lib/storage/keyring'
import { Canaries, readFiles, readTables } from '@/tests/support/canaries'
import { type Client, newKeys, platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const keys = newKeys('canary')
const liveSecret = 'canary_client_secret_of_github'
const botToken = '8765432109:canaryBotTokenOfSomebodyElse12345678'

describeOnBothStores('a secret of a sandbox account', (_, newDatabase) => {
  const canaries = new Canaries()
  const log: string[] = []
  const answers: string[] = []
  let storage: Storage
  let server: TestServer
  let client: Client
  let dataDir = ''
  let isSqlite = false

  async function recordAnswer(response: Promise<Response>) {
    const { status, headers, ...answer } = await response.then(async (one) => ({
      status: one.status,
      headers: JSON.stringify([...one.headers]),
      body: await one.text(),
    }))
    answers.push(`${status} ${headers} ${answer.body}`)
    return status
  }

  /** Keeps each token that the platform sealed as a secret to look for. */
  async function plantCredentials() {
    const rows = await storage.db.selectFrom('integrations').selectAll().execute()
    for (const row of rows.map(parseRow)) {
      if (row.credential === null) continue
      const { accessToken, refreshToken } = openCredential(createKeyring(keys), row.credential, row)
      if (accessToken) canaries.plant(`access token of ${row.service}`, accessToken)
      if (refreshToken) canaries.plant(`refresh token of ${row.service}`, refreshToken)
    }
  }

  async function connectEverything() {
    for (const service of services) {
      const back = await client.goThrough(service)
      canaries.plant(`oauth_code of ${service}`, back.get('oauth_code') ?? undefined)
      canaries.plant('state', back.get('state') ?? undefined)
      const body = { service, oauth_code: back.get('oauth_code') }
      expect(await recordAnswer(client.post('/v1/integrations', body))).toBe(201)
      expect(await recordAnswer(client.post('/v1/integrations', body))).toBe(400)
    }
    canaries.plant('bot token', botToken)
    const bot = { service: 'telegram', bot_token: botToken }
    const headers = { 'idempotency-key': 'canary' }
    expect(await recordAnswer(client.post('/v1/integrations', bot, headers))).toBe(201)
    expect(await recordAnswer(client.post('/v1/integrations', bot, headers))).toBe(201)
  }

  async function failInEveryWay() {
    const unused = await client.goThrough('slack', { scenario: 'token_endpoint_500' })
    const code = unused.get('oauth_code') ?? undefined
    canaries.plant('code whose exchange fails', code)
    await recordAnswer(client.post('/v1/integrations', { service: 'slack', oauth_code: code }))
    canaries.plant('code that waits', (await client.code('notion')) ?? undefined)
    const raw = { service: 'telegram', oauth_code: botToken }
    expect(await recordAnswer(client.post('/v1/integrations', raw))).toBe(400)
    const typo = { service: 'telegram', bot_token: `${botToken}\u0000` }
    expect(await recordAnswer(client.post('/v1/integrations', typo))).toBe(422)
    await recordAnswer(
      client.send('POST', '/v1/integrations', { body: `{"bot_token":"${botToken}"` }),
    )
    await recordAnswer(client.get(`/v1/integrations/${client.token}`))
    await recordAnswer(client.get(`/v1/nothing?token=${client.token}&code=${code}`))
    const authorization = `Bearer ${client.token}x`
    await recordAnswer(server.anonymous('GET', '/v1/account', { headers: { authorization } }))
  }

  beforeAll(async () => {
    const database = await newDatabase()
    dataDir = database.dataDir
    isSqlite = database.databaseUrl === undefined
    storage = openStorage({ ...database, onIdleError: () => {} })
    server = platformOn(storage, {
      keys,
      log: createLog({ write: (line) => log.push(line) }),
      settings: { liveClients: { github: { id: 'canary', secret: liveSecret } } },
      network: async () => new Response(`who sent ${liveSecret}?`, { status: 401 }),
    })
    client = await server.client()
    canaries.plant('API token', client.token)
    canaries.plant('vault key', keys.split(':')[1])
    canaries.plant('client secret', liveSecret)
    canaries.plant('sign-in link', await server.platform.signInLinks.create())
    await connectEverything()
    await plantCredentials()
    await failInEveryWay()
    const live = await server.client({ environment: 'live' })
    canaries.plant('live token', live.token)
    const body = { service: 'github', oauth_code: await live.code('github') }
    expect(await recordAnswer(live.post('/v1/integrations', body))).toBe(502)
    const listed = await (await client.get('/v1/integrations')).json()
    for (const { id } of listed) {
      await recordAnswer(client.get(`/v1/integrations/${id}/events`))
      await recordAnswer(client.post(`/v1/integrations/${id}/check`))
      if (id !== listed[0].id) await recordAnswer(client.delete(`/v1/integrations/${id}`))
    }
    await server.platform.runBackground()
    return () => storage.close()
  }, 60_000)

  const findCanaries = (sources: Record<string, string>) =>
    Object.entries(sources).flatMap(([source, text]) => canaries.foundIn(source, text))

  test('stands in no log line', () => {
    expect(log.length).toBeGreaterThan(30)
    expect(findCanaries({ log: log.join('\n'), fields: server.logged() })).toEqual([])
  })

  test('stands in no answer', () => {
    expect(answers.length).toBeGreaterThan(30)
    expect(findCanaries({ answers: answers.join('\n') })).toEqual([])
  })

  test('stands in no table, except sealed or as a hash', async () => {
    const dump = await readTables(storage)
    expect(Object.keys(dump).length).toBeGreaterThan(12)
    expect(findCanaries(dump)).toEqual([])
  })

  test('stands in no file that SQLite wrote', async () => {
    const files = await readFiles(dataDir)
    expect('file miteos.db' in files).toBe(isSqlite)
    expect(findCanaries(files)).toEqual([])
  })
})
