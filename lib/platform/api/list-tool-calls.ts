import { createRoute, z } from '@hono/zod-openapi'
import { integrationIdPattern } from '@/lib/contract/api/integration'
import { toolCallIdPattern, toolCallSchema } from '@/lib/contract/api/tool-call'
import type { Tools } from '../tools/tools'
import { answerPage, pageQuery } from './answer-page'
import type { Api } from './api'
import { bearerSecurity, named, pageAnswers, problemAnswers } from './describe'
import { sampleToolCall } from './tool-samples'

const route = createRoute({
  method: 'get',
  path: '/v1/tool_calls',
  operationId: 'listToolCalls',
  summary: 'List the calls of tools, newest first',
  description:
    'One record for each call: who called what, with which account, and what became of it. It has neither the arguments nor the output. While a call waits for an approval, `error.url` is the page on which a person decides. `blocked` means that the provider was not asked at all. Kept for 30 days.',
  tags: ['Live tools'],
  security: bearerSecurity,
  request: {
    query: pageQuery(toolCallIdPattern, 'call_01HXYZ').extend({
      integration_id: z.string().max(68).regex(integrationIdPattern).optional().openapi({
        description: 'Only the calls with this integration.',
        example: 'int_01HXYZ',
      }),
    }),
  },
  responses: {
    ...pageAnswers('One page of calls.', named('ToolCall', toolCallSchema, sampleToolCall)),
    ...problemAnswers('invalid_limit', 'not_found'),
  },
})

export function addListToolCalls(api: Api, tools: Tools, appUrl: string): void {
  api.openapi(route, async (c) => {
    const { integration_id: integrationId, ...page } = c.req.valid('query')
    return answerPage(c, appUrl, await tools.listCalls(c.get('caller'), { ...page, integrationId }))
  })
}
