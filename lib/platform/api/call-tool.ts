import { createRoute } from '@hono/zod-openapi'
import { toolCallAnswerSchema, toolCallRequestSchema } from '@/lib/contract/api/tool-call'
import { ApiProblem } from '../core/api-problem'
import type { CallResult } from '../tools/call-tool'
import { presentRecord } from '../tools/recorded-calls'
import type { Tools } from '../tools/tools'
import type { Api } from './api'
import {
  bearerSecurity,
  bodyProblems,
  jsonAnswer,
  jsonBody,
  named,
  problemAnswers,
} from './describe'
import { keyHeader } from './idempotency-key'
import { requireOperation } from './require-operation'
import { sampleToolCallAnswer, sampleToolCallRequest } from './tool-samples'

const route = createRoute({
  method: 'post',
  path: '/v1/tool_calls',
  operationId: 'callTool',
  summary: 'Call a tool',
  description:
    'Runs the tool with a connected integration, and answers when it has ended, after 20 seconds at most. A call that did not do its work is answered 200 too, with `error`: its `kind` says what to do, and its `url` is the page on which a person connects, reconnects or approves. `account` is the id of an integration or the name of its account; it is required when several could be meant. A tool that changes something does it once for each `Idempotency-Key`: a repetition gets the stored output. For admins and members.',
  tags: ['Live tools'],
  security: bearerSecurity,
  middleware: requireOperation('call_tools'),
  request: {
    headers: keyHeader,
    body: {
      ...jsonBody(
        'The tool, and its arguments.',
        named('ToolCallRequest', toolCallRequestSchema, sampleToolCallRequest),
      ),
      required: true,
    },
  },
  responses: {
    200: jsonAnswer(
      'The call has ended.',
      named('ToolCallAnswer', toolCallAnswerSchema, sampleToolCallAnswer),
    ),
    ...problemAnswers(...bodyProblems, 'unknown_tool', 'role_may_not_call_tools'),
  },
})

function presentAnswer({ record, output, failure }: CallResult) {
  const presented = presentRecord(record)
  if (!failure) return { ...presented, error: undefined, output: { ...output } }
  const { kind, message, isRetryable: retryable, details } = failure
  const { retryAfterMs: retry_after_ms, url } = details
  return { ...presented, error: { kind, message, retryable, retry_after_ms, url } }
}

/** Throws `invalid_request` when a value beside the arguments differs from the one of this name among them. */
function requireSameValue(name: string, value: string | undefined, given: Record<string, unknown>) {
  if (value === undefined || given[name] === undefined || given[name] === value) return
  throw new ApiProblem(
    'invalid_request',
    `The arguments have another "${name}" than the request has beside them.`,
    { field: name },
  )
}

export function addCallTool(api: Api, tools: Tools): void {
  api.openapi(route, async (c) => {
    const { tool: name, arguments: given = {}, account } = c.req.valid('json')
    const key = c.req.valid('header')['Idempotency-Key']
    const tool = tools.find(name)
    if (!tool) {
      throw new ApiProblem('invalid_request', 'There is no tool with this name.', {
        field: 'tool',
        reason: 'unknown_tool',
      })
    }
    requireSameValue('account', account, given)
    requireSameValue('idempotency_key', key, given)
    const result = await tools.call(c.get('caller'), {
      tool,
      arguments: {
        ...(account !== undefined && { account }),
        ...(key !== undefined && { idempotency_key: key }),
        ...given,
      },
      signal: c.req.raw.signal,
    })
    return c.json(presentAnswer(result), 200)
  })
}
