import { createRoute, z } from '@hono/zod-openapi'
import { listedToolSchema } from '@/lib/contract/api/tool'
import { withTag } from '@/lib/http/entity-tag'
import type { Tools } from '../tools/tools'
import { answerRead } from './answer-read'
import type { Api } from './api'
import { bearerSecurity, named, problemAnswers, readAnswers } from './describe'
import { sampleListedTool } from './tool-samples'

const route = createRoute({
  method: 'get',
  path: '/v1/tools',
  operationId: 'listTools',
  summary: 'List all tools, and with which integrations they can be called',
  description:
    'Returns every tool of the catalogue, in its order. `state` is that of the integration with which the tool works best. `input_schema` has examples, which run in the sandbox as they stand.',
  tags: ['Live tools'],
  security: bearerSecurity,
  responses: {
    ...readAnswers(
      'All tools.',
      z.array(named('Tool', listedToolSchema, sampleListedTool)).max(100),
    ),
    ...problemAnswers(),
  },
})

export function addListTools(api: Api, tools: Tools): void {
  api.openapi(route, async (c) =>
    answerRead(c, withTag(JSON.stringify(await tools.list(c.get('caller'))))),
  )
}
