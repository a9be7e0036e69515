import { createRoute, z } from '@hono/zod-openapi'
import { toolUsageSchema } from '@/lib/contract/api/tool'
import { timeSchema } from '@/lib/contract/text/text'
import { withTag } from '@/lib/http/entity-tag'
import type { Tools } from '../tools/tools'
import { answerRead } from './answer-read'
import type { Api } from './api'
import { bearerSecurity, named, problemAnswers, readAnswers } from './describe'
import { sampleToolUsage } from './tool-samples'

const dayMs = 24 * 60 * 60_000

const route = createRoute({
  method: 'get',
  path: '/v1/tool_usage',
  operationId: 'listToolUsage',
  summary: 'List how the tools of each integration are used',
  description:
    'Returns the integrations whose tools were used in the last 30 days: when the last call began, how many calls there were since `since`, and how many run now.',
  tags: ['Live tools'],
  security: bearerSecurity,
  request: {
    query: z.object({
      since: timeSchema.optional().openapi({
        description: 'The beginning of the day in `calls_today`. The last 24 hours when absent.',
        example: '2026-03-01T00:00:00Z',
      }),
    }),
  },
  responses: {
    ...readAnswers(
      'The integrations that were used.',
      z.array(named('ToolUsage', toolUsageSchema, sampleToolUsage)).max(10_000),
    ),
    ...problemAnswers('invalid_limit'),
  },
})

/** @param now returns the time in milliseconds since 1970 */
export function addListToolUsage(api: Api, tools: Tools, now: () => number): void {
  api.openapi(route, async (c) => {
    const { since } = c.req.valid('query')
    const sinceMs = since === undefined ? now() - dayMs : Date.parse(since)
    return answerRead(c, withTag(JSON.stringify(await tools.listUsage(c.get('caller'), sinceMs))))
  })
}
