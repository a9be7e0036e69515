import type { Block, Section } from '@/lib/contract/view/developers'
import { command, section, text } from '../../blocks'
import { tokenVariable } from '../../example-request'
import type { DevelopersFacts } from '../../facts'
import { curlCommand } from '../../snippets/curl'

const revision = '2026-07-28'

function file(label: string, language: 'json' | 'text', code: string): Block {
  return { kind: 'code', label, language, code, isForCopying: true }
}

function jsonFile(label: string, content: unknown): Block {
  return file(label, 'json', JSON.stringify(content, null, 2))
}

/** Returns the section with the configuration of common clients. */
export function clients({ apiAddress }: DevelopersFacts): Section {
  const url = `${apiAddress}/mcp`
  return section(
    'agents-clients',
    'Configure a client',
    text(
      `Where the client reads environment variables, put the token in \`${tokenVariable}\`, so that it stands in no file that you share.`,
    ),
    text('**Claude Code**, in a shell:'),
    command(
      'Claude Code',
      `claude mcp add --transport http miteos ${url} \\\n  --header "Authorization: Bearer $${tokenVariable}"`,
    ),
    text('**Cursor**, in `.cursor/mcp.json` of a project or `~/.cursor/mcp.json`:'),
    jsonFile('Cursor: mcp.json', {
      mcpServers: {
        miteos: { url, headers: { Authorization: `Bearer \${env:${tokenVariable}}` } },
      },
    }),
    text('**VS Code**, in `.vscode/mcp.json`. It asks for the token once:'),
    jsonFile('VS Code: mcp.json', {
      inputs: [
        {
          type: 'promptString',
          id: 'miteos-token',
          description: 'API token of Miteos',
          password: true,
        },
      ],
      servers: {
        miteos: {
          type: 'http',
          url,
          headers: { Authorization: `Bearer \${input:miteos-token}` },
        },
      },
    }),
    text('**Codex**, in `~/.codex/config.toml`:'),
    file(
      'Codex: config.toml',
      'text',
      `[mcp_servers.miteos]\nurl = "${url}"\nbearer_token_env_var = "${tokenVariable}"`,
    ),
  )
}

/** Returns the section that lists the tools with curl, and tells how to list only some of them. */
export function listing({ apiAddress }: DevelopersFacts): Section {
  const url = `${apiAddress}/mcp`
  const body = {
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/list',
    params: {
      _meta: {
        'io.modelcontextprotocol/protocolVersion': revision,
        'io.modelcontextprotocol/clientInfo': { name: 'curl', version: '1' },
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  }
  const headers = {
    Accept: 'application/json, text/event-stream',
    'MCP-Protocol-Version': revision,
    'Mcp-Method': 'tools/list',
  }
  return section(
    'agents-list',
    'See what an agent sees',
    text(`Without a client, in the revision ${revision}:`),
    command(
      'List the tools over MCP',
      curlCommand({ method: 'POST', url, headers, body, answersJson: true }),
    ),
    text(
      'An address with `?services=slack,github` has only the tools of these services, and one with `?readonly` only those that change nothing. Both together are possible. Tools that an admin has denied are not listed.',
    ),
  )
}
