import { z } from 'zod'
import type { ListedTool } from '@/lib/contract/api/tool'
import type { CallRecord } from '@/lib/platform/tools/ledger'
import { defineTool, type Tool } from '@/lib/platform/tools/tool'
import { ToolFailure } from '@/lib/platform/tools/tool-failure'
import { inputSchemaOf, outputSchemaOf } from '@/lib/platform/tools/tool-schemas'
import type { Tools } from '@/lib/platform/tools/tools'
import { schemaWithEveryKeyword } from './schema-with-every-keyword'

interface Fixture {
  name: string
  /** The failure of each call. Without it, each call succeeds. */
  failure?: ToolFailure
  /** The schema of the arguments. Without it, the tool takes none. */
  inputSchema?: Record<string, unknown>
}

const openPage = new ToolFailure(
  'needs_connecting',
  'Nothing is connected yet: https://miteos.example/connect Then call again.',
  { url: 'https://miteos.example/connect' },
)

/** The tools that the suite calls by name, without those that no tool of ours could imitate. */
const fixtures: readonly Fixture[] = [
  { name: 'test_simple_text' },
  {
    name: 'test_error_handling',
    failure: new ToolFailure('vendor_refused', 'This tool intentionally returns an error.'),
  },
  { name: 'test_logging_tool' },
  { name: 'test_streaming_elicitation', failure: openPage },
  { name: 'test_input_required_result_elicitation', failure: openPage },
  { name: 'json_schema_2020_12_tool', inputSchema: schemaWithEveryKeyword },
]

function toolOf({ name }: Fixture): Tool {
  return defineTool({
    service: 'slack',
    name,
    description: 'A tool of the conformance suite.',
    effect: 'reads',
    input: z.object({}),
    output: z.object({ text: z.string() }),
    examples: [{}],
    run: async () => ({ text: 'This is a simple text response for testing.' }),
  })
}

const account = { id: 'T1', name: 'Acme', integration_id: 'int_1' }
const tools = new Map(fixtures.map((fixture) => [fixture.name, { fixture, tool: toolOf(fixture) }]))

function listed({ fixture, tool }: { fixture: Fixture; tool: Tool }): ListedTool {
  return {
    name: tool.name,
    service: tool.service,
    description: tool.description,
    input_schema: fixture.inputSchema ?? inputSchemaOf(tool),
    output_schema: outputSchemaOf(tool),
    writes: false,
    state: 'ready',
    integrations: [],
  }
}

/** The tools of the conformance suite, which replace ours. They use neither a vendor nor the store. */
export const fixtureTools: Pick<Tools, 'find' | 'list' | 'call'> = {
  find: (name) => tools.get(name)?.tool,
  list: async () => [...tools.values()].map(listed),
  async call({ accountId, environment }, { tool }) {
    const record: CallRecord = {
      id: 'call_1',
      accountId,
      environment,
      tool: tool.name,
      service: tool.service,
      at: 0,
      tookMs: 0,
      outcome: 'ok',
      actor: { kind: 'token', id: 'tok_1', name: 'conformance' },
    }
    const failure = tools.get(tool.name)?.fixture.failure
    if (failure) return { record, failure }
    return { record, output: { text: 'This is a simple text response for testing.', account } }
  },
}
