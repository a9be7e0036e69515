import { expect, test } from 'vitest'
import { createGate, githubSettings } from '@/tests/support/fake-github'
import { json, liveScene } from '@/tests/support/live-scene'
import { appUrl, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const issue = { repository: 'acme/app', title: 'The build is red' }

const version = '2026-07-28'
const meta = {
  'io.modelcontextprotocol/protocolVersion': version,
  'io.modelcontextprotocol/clientCapabilities': {},
}

const mcpMessage = (name: string, given: object, members: object = {}) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name, arguments: given, ...members },
})

interface Endpoint {
  name: string
  path: string
  bodyOf: (tool: string, given: object) => object
  headersOf?: (tool: string) => Record<string, string>
}

const endpoints: readonly Endpoint[] = [
  {
    name: 'MCP 2026-07-28',
    path: '/v1/mcp',
    bodyOf: (tool, given) => mcpMessage(tool, given, { _meta: meta }),
    headersOf: (tool) => ({
      'mcp-protocol-version': version,
      'mcp-method': 'tools/call',
      'mcp-name': tool,
    }),
  },
  { name: 'MCP 2025-11-25', path: '/v1/mcp', bodyOf: mcpMessage },
  {
    name: 'REST',
    path: '/v1/tool_calls',
    bodyOf: (tool, given) => ({ tool, arguments: given }),
  },
]

const calls = [
  { tool: 'read_repository', given: { repository: issue.repository }, outcome: 'failed' },
  { tool: 'create_issue', given: issue, outcome: 'unknown' },
]

describeOnBothStores('a client that goes away in the middle of a call', async (openStore) => {
  const { storage, github, client: owner } = await liveScene(await openStore())
  await owner.connect('github')
  let asked = createGate()
  let ended = createGate()
  /** Answers nothing in the repository until the request is given up. */
  const network = async (request: Request): Promise<Response> => {
    if (!new URL(request.url).pathname.startsWith('/repos/')) return github.network(request)
    asked.open()
    return new Promise((_, reject) => {
      request.signal.addEventListener('abort', () => {
        ended.open()
        reject(request.signal.reason)
      })
    })
  }
  const server = platformOn(storage, { settings: githubSettings, network })

  test.each(
    endpoints.flatMap((endpoint) =>
      calls.map((call) => [endpoint.name, call.tool, call.outcome, endpoint, call] as const),
    ),
  )('ends the request to the vendor: over %s, %s is recorded as %s', async (...row) => {
    const [, , outcome, { path, bodyOf, headersOf }, { tool, given }] = row
    asked = createGate()
    ended = createGate()
    const leaving = new AbortController()
    const answer = server.platform.handle(
      new Request(new URL(path, appUrl), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${owner.token}`,
          accept: 'application/json, text/event-stream',
          'content-type': 'application/json',
          ...headersOf?.(tool),
        },
        body: JSON.stringify(bodyOf(tool, given)),
        signal: leaving.signal,
      }),
    )
    await asked.passed
    leaving.abort()
    await ended.passed
    await answer
    const lastCall = async () => (await json(owner.get('/v1/tool_calls?limit=1')))[0]
    await expect.poll(lastCall).toMatchObject({ tool, outcome })
    // The time limit of 20 s would end the request too.
    expect((await lastCall()).took_ms).toBeLessThan(10_000)
  })
})
