import { createRoute, z } from '@hono/zod-openapi'
import { ProtocolErrorCode } from '@modelcontextprotocol/server'
import { maxToolBodyBytes } from '@/lib/contract/api/limits'
import type { Log } from '@/lib/http/log'
import { decodeUtf8 } from '@/lib/http/read-capped'
import { ApiProblem } from '../core/api-problem'
import type { AnswerMcp } from '../mcp/mcp-server'
import { type Api, logProblem } from './api'
import { bearerSecurity, bodyProblems, jsonAnswer, jsonBody, problemAnswers } from './describe'
import { headerReferences } from './described-headers'
import { readBody } from './request-body'
import { requireOperation } from './require-operation'
import { requireStrictJson } from './strict-json'

/** A message of JSON-RPC 2.0. The protocol itself describes its members. */
const message = z
  .looseObject({ jsonrpc: z.literal('2.0') })
  .openapi({ example: { jsonrpc: '2.0', id: 1, method: 'tools/list' } })
const answer = z
  .looseObject({ jsonrpc: z.literal('2.0') })
  .openapi({ example: { jsonrpc: '2.0', id: 1, result: { tools: [] } } })

const route = createRoute({
  method: 'post',
  path: '/v1/mcp',
  operationId: 'callMcp',
  summary: 'Model Context Protocol, for agents',
  description:
    'Streamable HTTP without sessions, in the revisions 2026-07-28 and 2025-11-25. It lists and calls the same tools as `/v1/tools` and `/v1/tool_calls`. A violation of the protocol is answered with a JSON-RPC error, every other failure with a problem. An answer that has begun as an event stream ends with the JSON-RPC error -32603 instead. `?services=slack,github` lists the tools of these services only, `?readonly` those that change nothing. For admins and members.',
  tags: ['Live tools'],
  security: bearerSecurity,
  request: { body: { ...jsonBody('A request of the protocol.', message), required: true } },
  responses: {
    200: {
      ...jsonAnswer('The result.', answer),
      content: {
        ...jsonAnswer('', answer).content,
        'text/event-stream': {
          schema: z
            .string()
            .max(1_048_576)
            .regex(/^event:/),
        },
      },
    },
    202: { description: 'The notification was accepted.', headers: headerReferences() },
    ...problemAnswers(...bodyProblems, 'role_may_not_call_tools'),
    400: jsonAnswer('The request violates the protocol.', answer),
    404: jsonAnswer('The protocol has no such method.', answer),
  },
})

/** Returns why JSON is refused that some programs read differently, or `undefined`. The protocol itself refuses what is no JSON. */
function problemIn(body: Uint8Array): string | undefined {
  try {
    requireStrictJson(decodeUtf8(body))
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'invalid_request') return error.detail
  }
}

/**
 * Returns the headers of a request. For a client that accepts every media type, such as curl, `Accept` names both types
 * of the protocol.
 */
function acceptingHeaders({ headers }: Request): Headers {
  const accepting = new Headers(headers)
  const accepted = headers.get('accept') ?? '*/*'
  if (accepted.includes('*/*')) accepting.set('accept', 'application/json, text/event-stream')
  return accepting
}

/**
 * Adds the endpoint for MCP clients. Pages of other origins may not use it
 * (https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http).
 */
export function addMcp(
  api: Api,
  answerMcp: AnswerMcp,
  { log, appUrl }: { log: Log; appUrl: string },
): void {
  api.openAPIRegistry.registerPath(route)
  api.post('/v1/mcp', requireOperation('call_tools'), async (c) => {
    const { raw } = c.req
    const origin = raw.headers.get('origin')
    if (origin !== null && origin !== appUrl) {
      throw new ApiProblem('forbidden', 'Pages of other origins may not use this address.', {
        reason: 'origin',
      })
    }
    const body = await readBody(raw, maxToolBodyBytes)
    const problem = problemIn(body)
    if (problem !== undefined) {
      const error = { code: ProtocolErrorCode.InvalidRequest, message: problem }
      return c.json({ jsonrpc: '2.0', id: null, error }, 400)
    }
    const { method, url, signal } = raw
    const headers = acceptingHeaders(raw)
    const { caller, requestId } = c.var
    return answerMcp(new Request(url, { method, headers, body, signal }), {
      caller,
      requestId,
      reportLate: (error) => logProblem(log, { error, requestId, caller }),
    })
  })
}
