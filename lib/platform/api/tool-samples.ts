import type { ListedTool, ToolUsage } from '@/lib/contract/api/tool'
import type { ToolCall, ToolCallAnswer, ToolCallRequest } from '@/lib/contract/api/tool-call'

// The examples of live tools in the OpenAPI document.

export const sampleToolCall = {
  id: 'call_01HXYZ',
  tool: 'post_message',
  service: 'slack',
  integration_id: 'int_01HXYZ',
  account: { id: 'T01ABCDE:U01ABCDE', name: 'Acme (ana)' },
  at: '2026-03-01T10:00:00Z',
  took_ms: 412,
  outcome: 'ok',
  actor: { kind: 'token', id: 'tok_01HDEF', name: 'Support agent' },
} satisfies ToolCall

export const sampleToolCallRequest: ToolCallRequest = {
  tool: 'post_message',
  arguments: { channel: 'general', text: 'The release is out.' },
  account: 'int_01HXYZ',
}

export const sampleToolCallAnswer: ToolCallAnswer = {
  ...sampleToolCall,
  output: {
    channel_id: 'C01GENERAL1',
    message_id: '1793523600.000200',
    account: { id: 'T01ABCDE:U01ABCDE', name: 'Acme (ana)', integration_id: 'int_01HXYZ' },
  },
}

export const sampleListedTool: ListedTool = {
  name: 'post_message',
  service: 'slack',
  description: 'Posts a message to a public channel of Slack as the app, or answers in a thread.',
  input_schema: {
    type: 'object',
    properties: { channel: { type: 'string', maxLength: 128, pattern: '^.+$' } },
  },
  output_schema: {
    type: 'object',
    properties: { message_id: { type: 'string', maxLength: 64, pattern: '^.+$' } },
  },
  writes: true,
  state: 'ready',
  integrations: [
    {
      id: 'int_01HXYZ',
      account: { id: 'T01ABCDE:U01ABCDE', name: 'Acme (ana)' },
      state: 'ready',
      policy: 'allow',
    },
  ],
}

export const sampleToolUsage: ToolUsage = {
  integration_id: 'int_01HXYZ',
  last_used_at: '2026-03-01T10:00:00Z',
  calls_today: 31,
  running: 1,
}
