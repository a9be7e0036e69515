import { createRoute } from '@hono/zod-openapi'
import { changeIntegrationRequestSchema } from '@/lib/contract/api/tool'
import type { Integrations } from '../integrations/integrations'
import type { Api } from './api'
import {
  bearerSecurity,
  bodyProblems,
  describedIntegration,
  integrationIdParameter,
  jsonAnswer,
  jsonBody,
  named,
  problemAnswers,
} from './describe'
import { requireOperation } from './require-operation'

const body = named('ChangeIntegrationRequest', changeIntegrationRequestSchema, {
  tools: { post_message: 'ask', create_channel: 'deny' },
})

const route = createRoute({
  method: 'patch',
  path: '/v1/integrations/{id}',
  operationId: 'changeIntegration',
  summary: 'Decide which tools of an integration may be called',
  description:
    '`allow` lets agents call the tool, `ask` makes each call wait until a person approves it, `deny` refuses it. A decision holds from the next call on. Tools that the body does not name keep their decision. For admins.',
  tags: ['Live tools'],
  security: bearerSecurity,
  middleware: requireOperation('set_tool_policy'),
  request: {
    params: integrationIdParameter,
    body: { ...jsonBody('The decisions, by the names of the tools.', body), required: true },
  },
  responses: {
    200: jsonAnswer('The integration afterwards.', describedIntegration),
    ...problemAnswers(
      ...bodyProblems,
      'tool_of_other_service',
      'role_may_not_set_tool_policy',
      'not_found',
      'tools_changed_meanwhile',
    ),
  },
})

export function addChangeIntegration(api: Api, integrations: Integrations): void {
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await integrations.changeTools(c.get('caller'), id, c.req.valid('json')), 200)
  })
}
