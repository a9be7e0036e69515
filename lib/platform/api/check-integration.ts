import { createRoute } from '@hono/zod-openapi'
import type { Integrations } from '../integrations/integrations'
import type { Api } from './api'
import { answer, bearer, bodyProblems, integration, integrationId, problems } from './describe'

const route = createRoute({
  method: 'post',
  path: '/v1/integrations/{id}/check',
  operationId: 'checkIntegration',
  summary: 'Ask the provider now whether the grant still works',
  description:
    'Only a definitive answer changes the status. When the provider gives none, the integration is answered as it was, `checked_at` included.',
  tags: ['Integrations'],
  security: bearer,
  request: { params: integrationId },
  responses: {
    200: answer('The integration as it is now.', integration),
    ...problems(...bodyProblems, 'not_found'),
  },
})

export function addCheckIntegration(api: Api, integrations: Integrations): void {
  api.openapi(route, async (c) =>
    c.json(await integrations.check(c.get('caller'), c.req.valid('param').id), 200),
  )
}
