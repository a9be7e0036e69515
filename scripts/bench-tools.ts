import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import autocannon from 'autocannon'
import { toolNames } from '@/lib/contract/services/catalogue'
import { sealCredential } from '@/lib/platform/grants/vault/vault'
import { createSimulation } from '@/lib/platform/sandbox/simulation'
import { createKeyring } from '@/lib/storage/keyring'
import { type BenchStore, createBenchStore } from './bench-store'
import { freePort } from './free-port'
import { RunningServer } from './running-server'

const connections = 16
const roundSeconds = 2
const rounds = 7
const channel = 'C01GENERAL1'
const slowCalls = 100
const slowAnswerMs = 5000

type Say = (line: string) => void

const median = (values: number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

async function accountId({ storage }: BenchStore): Promise<string> {
  const account = await storage.db.selectFrom('accounts').select('id').executeTakeFirstOrThrow()
  return account.id
}

/** Gives the only account a connected Slack workspace, and returns its access token. */
async function connectSlack(store: BenchStore, environment: 'test' | 'live'): Promise<string> {
  const { storage, vaultKeys } = store
  const account_id = await accountId(store)
  const simulation = createSimulation(storage.db, {
    appUrl: '',
    now: Date.now,
    findCustomer: async () => null,
  })
  const scopes = ['chat:write', 'channels:read', 'channels:history']
  const grant = await simulation.grants.store(
    {
      service: 'slack',
      accountId: 'T01SANDBOX1.U01SANDBOX1',
      scopes,
      details: {},
      redirectUri: '',
      codeChallenge: null,
      scenario: 'as_usual',
      owner: account_id,
    },
    'bench',
    Date.now(),
  )
  await simulation.grants.spendCode(grant)
  const accessToken = await simulation.tokens.issue(grant, 'access', 'xoxb-')
  const identity = { id: `int_bench${environment}`, account_id, environment, service: 'slack' }
  const details = { team_id: 'T01SANDBOX1', team_name: 'Acme', user_id: 'U01SANDBOX1' }
  await storage.db
    .insertInto('integrations')
    .values({
      ...identity,
      external_id: 'T01SANDBOX1:U01SANDBOX1',
      grant_owner: 'T01SANDBOX1',
      account_name: 'Acme',
      status: 'connected',
      connected_at: Date.now(),
      checked_at: Date.now(),
      scopes: JSON.stringify(scopes),
      available_tools: JSON.stringify(toolNames('slack')),
      credential: sealCredential(
        createKeyring(vaultKeys),
        { accessToken, scopes, details },
        identity,
      ),
      credential_version: 1,
    })
    .execute()
  return accessToken
}

async function callsPerSecond(request: autocannon.Options): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({
    ...request,
    method: 'POST',
    connections,
    duration: roundSeconds,
  })
  if (non2xx > 0 || errors > 0)
    throw new Error(`${request.url}: ${non2xx} not 2xx, ${errors} errors.`)
  return requests.average
}

const mcpHeaders = (token: string) => ({
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
  'mcp-protocol-version': '2026-07-28',
  'mcp-method': 'tools/call',
  'mcp-name': 'read_channel',
})

const mcpBody = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: {
    name: 'read_channel',
    arguments: { channel },
    _meta: {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    },
  },
})

/** Measures `read_channel` through MCP and the same call directly to the simulated Slack, in turns, and prints the ratio. */
async function benchMcp(kind: 'SQLite' | 'PostgreSQL', say: Say) {
  const store = await createBenchStore(kind)
  const server = await RunningServer.start({ env: store.env, dataDir: store.dataDir })
  const token = await server.createToken()
  const accessToken = await connectSlack(store, 'test')
  const direct = {
    url: `${server.origin}/sandbox/slack/api/conversations.history`,
    headers: {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: `channel=${channel}&limit=15`,
  }
  const mcp = { url: `${server.origin}/v1/mcp`, headers: mcpHeaders(token), body: mcpBody }
  const measured: { our: number; their: number }[] = []
  for (let round = 0; round <= rounds; round++) {
    const our = await callsPerSecond(mcp)
    const their = await callsPerSecond(direct)
    if (round > 0) measured.push({ our, their })
  }
  const [ours, theirs] = [measured.map(({ our }) => our), measured.map(({ their }) => their)]
  const ratio = median(measured.map(({ our, their }) => our / their))
  say(`tools on ${store.name}`)
  say(
    `  read_channel through MCP      ${median(ours).toFixed(0)} calls/s, directly ${median(theirs).toFixed(0)}: ratio ${ratio.toFixed(2)}, goal 0.6`,
  )
  await server.end()
  await store.remove()
}

/** Returns the milliseconds of the slowest answer until `untilMs`, on the clock of `performance.now`. */
async function longestAnswer(url: string, authorization: string, untilMs: number): Promise<number> {
  let longest = 0
  while (performance.now() < untilMs) {
    const begin = performance.now()
    const response = await fetch(url, { headers: { authorization } })
    await response.text()
    if (!response.ok) throw new Error(`${url} answered ${response.status}.`)
    longest = Math.max(longest, performance.now() - begin)
    await delay(20)
  }
  return longest
}

/** Measures how long other requests take while 100 calls wait for a vendor that takes 5 seconds. */
async function benchSlowVendor(say: Say) {
  const port = await freePort()
  const vendor = createServer((request, response) => {
    request.resume()
    setTimeout(() => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ ok: true, messages: [] }))
    }, slowAnswerMs)
  })
  await once(vendor.listen(port, '127.0.0.1'), 'listening')
  const store = await createBenchStore('SQLite')
  const env = {
    ...store.env,
    SLACK_CLIENT_ID: 'bench',
    SLACK_CLIENT_SECRET: 'bench',
    PROVIDER_ORIGINS: `slack=http://127.0.0.1:${port}`,
    HEALTH_CHECK_INTERVAL_S: '86400',
  }
  const server = await RunningServer.start({ env, dataDir: store.dataDir })
  const token = await server.createToken('live')
  await connectSlack(store, 'live')
  const list = `${server.origin}/v1/integrations`
  const authorization = `Bearer ${token}`
  await longestAnswer(list, authorization, performance.now() + 2000)
  const quiet = await longestAnswer(list, authorization, performance.now() + slowAnswerMs)
  const calls = Array.from({ length: slowCalls }, async () => {
    const response = await fetch(`${server.origin}/v1/mcp`, {
      method: 'POST',
      headers: mcpHeaders(token),
      body: mcpBody,
    })
    if (!response.ok) throw new Error(`a call answered ${response.status}`)
    await response.text()
  })
  const busy = await longestAnswer(list, authorization, performance.now() + slowAnswerMs)
  await Promise.all(calls)
  say(
    `  ${slowCalls} calls to a slow vendor     hold no other request longer than ${busy.toFixed(0)} ms (quiet ${quiet.toFixed(0)} ms), goal 50\n`,
  )
  await server.end()
  vendor.closeAllConnections()
  vendor.close()
  await store.remove()
}

/** Measures the live tools. */
export async function benchTools(say: Say) {
  await benchMcp('SQLite', say)
  await benchMcp('PostgreSQL', say)
  await benchSlowVendor(say)
}
