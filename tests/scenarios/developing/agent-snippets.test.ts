import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { toolFailureKinds } from '@/lib/contract/api/tool-call'
import { allSections, contentFor, sectionOf } from '@/tests/support/developers-content'
import { platformOn, type TestServer } from '@/tests/support/platform'
import { readCurl, shellWords } from '@/tests/support/read-snippet'
import { describeOnBothStores } from '@/tests/support/stores'

/** Returns the code on the page whose label begins with a text, in a part of the section about agents. */
function codeOf(part: string, label: string): string {
  const { blocks } = sectionOf(contentFor(null), `agents-${part}`)
  const code = blocks.find((block) => block.kind === 'code' && block.label.startsWith(label))
  if (code?.kind !== 'code') throw new Error(`there is no code ${label} in ${part}`)
  return code.code
}

/** What a client sends according to its configuration. */
interface Configured {
  url: string
  authorization: string
}

const serverSchema = z.object({ url: z.string(), headers: z.object({ Authorization: z.string() }) })

function ofJson(code: string, key: 'mcpServers' | 'servers', variable: string, token: string) {
  const file = z.record(z.string(), z.unknown()).parse(JSON.parse(code))
  const { miteos } = z.object({ miteos: serverSchema }).parse(file[key])
  const authorization = miteos.headers.Authorization.replace(`\${${variable}}`, token)
  return { url: miteos.url, authorization }
}

/** Reads each configuration as its client does. */
const readers: Record<string, (token: string) => Configured> = {
  'Claude Code': (token) => {
    const code = codeOf('clients', 'Claude Code')
    const words = shellWords(code, { MITEOS_TOKEN: token })
    expect(words.slice(0, 6)).toEqual(['claude', 'mcp', 'add', '--transport', 'http', 'miteos'])
    expect(words[7]).toBe('--header')
    const [, authorization = ''] = words[8]?.split('Authorization: ') ?? []
    return { url: words[6] ?? '', authorization }
  },
  Cursor: (token) => ofJson(codeOf('clients', 'Cursor'), 'mcpServers', 'env:MITEOS_TOKEN', token),
  'VS Code': (token) =>
    ofJson(codeOf('clients', 'VS Code'), 'servers', 'input:miteos-token', token),
  Codex: (token) => {
    const code = codeOf('clients', 'Codex')
    const fieldOf = (name: string) => new RegExp(`^${name} = "(.*)"$`, 'm').exec(code)?.[1] ?? ''
    expect(code).toMatch(/^\[mcp_servers\.miteos\]$/m)
    expect(fieldOf('bearer_token_env_var')).toBe('MITEOS_TOKEN')
    return { url: fieldOf('url'), authorization: `Bearer ${token}` }
  },
}

async function listTools(server: TestServer, { url, authorization }: Configured) {
  const client = new Client({ name: 'test', version: '1.0.0' })
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    fetch: (address, init) => server.platform.handle(new Request(address, init)),
    requestInit: { headers: { authorization } },
  })
  await client.connect(transport)
  const { tools } = await client.listTools()
  await client.close()
  return tools.map(({ name }) => name)
}

const answerSchema = z.object({
  result: z.object({ tools: z.array(z.object({ name: z.string() })) }),
})

describeOnBothStores('the developers’ page about agents', (openStore) => {
  test.each(Object.keys(readers))(
    'has a configuration with which %s sees the tools',
    async (name) => {
      const server = platformOn(await openStore())
      const { token } = await server.client({ role: 'member' })
      const configured = readers[name]?.(token)
      if (!configured) throw new Error('there is no reader')
      expect(await listTools(server, configured)).toContain('post_message')
    },
  )

  test('lists the tools with its curl, and fewer of them with the parameters', async () => {
    const server = platformOn(await openStore())
    const { token } = await server.client()
    const namesAt = async (query: string) => {
      const request = readCurl(codeOf('list', 'List the tools'), { MITEOS_TOKEN: token })
      const response = await server.platform.handle(new Request(request.url + query, request))
      const text = await response.text()
      expect([response.status, text]).toEqual([200, expect.stringContaining('"tools"')])
      const json = text.startsWith('{') ? text : (/^data: (.*)$/m.exec(text)?.[1] ?? '')
      return answerSchema.parse(JSON.parse(json)).result.tools.map(({ name }) => name)
    }
    expect(await namesAt('')).toEqual(expect.arrayContaining(['post_message', 'read_channel']))
    expect(await namesAt('?services=slack&readonly')).toContain('read_channel')
    expect(await namesAt('?services=slack&readonly')).not.toContain('post_message')
    expect(await namesAt('?services=none')).toEqual([])
  })
})

test('the page does not promise that nothing was changed when a step of a call fails', () => {
  const told = JSON.stringify(sectionOf(contentFor(null), 'agents-failures'))
  expect(told).not.toContain('Nothing was changed')
  expect(told).toContain('the message says what was done before it')
})

test('the page has every kind of failure, and every tool with its arguments', () => {
  const content = contentFor(null)
  const told = JSON.stringify(sectionOf(content, 'agents-failures'))
  for (const kind of toolFailureKinds) expect(told).toContain(`\`${kind}\``)
  const slack = JSON.stringify(sectionOf(content, 'agents-tools-slack'))
  for (const shown of ['post_message', '`text` (required)', 'Slack’s Markdown'])
    expect(slack).toContain(shown)
  expect(allSections(content.sections).map(({ id }) => id)).toContain('agents-approvals')
})
