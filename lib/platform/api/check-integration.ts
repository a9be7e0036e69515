import { createRoute } from '@hono/zod-openapi'
import type { Integrations } from '../integrations/integrations'
import type { Api } from './api'
import {
  bearerSecurity,
  bodyProblems,
  describedIntegration,
  integrationIdParameter,
  jsonAnswer,
  problemAnswers,
} from './describe'

const route = createRoute({
  method: 'post',
  path: '/v1/integrations/{id}/check',
  operationId: 'checkIntegration',
  summary: 'Ask the provider now whether the grant still works',
  description:
    'Only a definitive answer of the provider changes the status. Without a definitive answer, the status and `checked_at` stay as they are, and `unchecked_since` says since when the integration could not be checked.',
  tags: ['Integrations'],
  security: bearerSecurity,
  request: { params: integrationIdParameter },
  responses: {
    200: jsonAnswer('The integration as it is now.', describedIntegration),
    ...problemAnswers(...bodyProblems, 'not_found'),
  },
})

export function addCheckIntegration(api: Api, integrations: Integrations): void {
  api.openapi(route, async (c) =>
    c.json(await integrations.check(c.get('caller'), c.req.valid('param').id), 200),
  )
}
