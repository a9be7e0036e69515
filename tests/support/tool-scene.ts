import { Client as McpClient, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { type ToolCallAnswer, toolCallAnswerSchema } from '@/lib/contract/api/tool-call'
import { appUrl, type Client, type TestServer } from './platform'

/** Calls a tool over REST and returns the answer. */
export async function callTool(
  client: Pick<Client, 'post'>,
  tool: string,
  givenArguments: object = {},
  { key, account }: { key?: string; account?: string } = {},
): Promise<ToolCallAnswer> {
  const response = await client.post(
    '/v1/tool_calls',
    { tool, arguments: givenArguments, ...(account !== undefined && { account }) },
    key === undefined ? {} : { 'idempotency-key': key },
  )
  const body: unknown = await response.json()
  if (!response.ok) throw new Error(`${tool} was answered ${JSON.stringify(body)}`)
  return toolCallAnswerSchema.parse(body)
}

export const revisions = ['2026-07-28', '2025-11-25'] as const
type Revision = (typeof revisions)[number]

/** Connects the official MCP client to a server in this process, with this API token. */
export async function connectMcp(
  server: TestServer,
  token: string,
  {
    revision = '2026-07-28',
    opensPages = false,
    query = '',
  }: {
    revision?: Revision
    opensPages?: boolean
    query?: string
  } = {},
): Promise<McpClient> {
  const client = new McpClient(
    { name: 'test', version: '1.0.0' },
    {
      capabilities: opensPages ? { elicitation: { url: {} } } : {},
      versionNegotiation: { mode: revision === '2026-07-28' ? { pin: revision } : 'legacy' },
    },
  )
  const transport = new StreamableHTTPClientTransport(new URL(`/v1/mcp${query}`, appUrl), {
    fetch: (url, init) => server.platform.handle(new Request(url, init)),
    requestInit: { headers: { authorization: `Bearer ${token}` } },
  })
  await client.connect(transport)
  return client
}
