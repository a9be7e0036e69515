import { longestToolBodyBytes } from '@/lib/contract/api/limits'
import { ApiProblem } from '../core/api-problem'
import type { AnswerMcp } from '../mcp/mcp-server'
import type { Api } from './api'
import { readBody } from './request-body'
import { requireOperation } from './require-operation'

/**
 * Adds the door for MCP clients. Pages of other origins may not use it
 * (https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http).
 */
export function addMcp(api: Api, answerMcp: AnswerMcp, appUrl: string): void {
  api.post('/v1/mcp', requireOperation('call_tools'), async (c) => {
    const { raw } = c.req
    const origin = raw.headers.get('origin')
    if (origin !== null && origin !== appUrl) {
      throw new ApiProblem('forbidden', 'Pages of other origins may not use this address.', {
        reason: 'origin',
      })
    }
    const body = await readBody(raw, longestToolBodyBytes)
    const { method, url, headers, signal } = raw
    return answerMcp(new Request(url, { method, headers, body, signal }), {
      caller: c.get('caller'),
      requestId: c.get('requestId'),
    })
  })
}
