import { createRoute } from '@hono/zod-openapi'
import { withTag } from '@/lib/http/entity-tag'
import type { Integrations } from '../integrations/integrations'
import { answerRead } from './answer-read'
import type { Api } from './api'
import {
  bearerSecurity,
  describedIntegration,
  integrationIdParameter,
  problemAnswers,
  readAnswers,
} from './describe'

const route = createRoute({
  method: 'get',
  path: '/v1/integrations/{id}',
  operationId: 'getIntegration',
  summary: 'Look up one integration',
  description: 'When the last check is too old, the provider is asked first.',
  tags: ['Integrations'],
  security: bearerSecurity,
  request: { params: integrationIdParameter },
  responses: {
    ...readAnswers('The integration.', describedIntegration),
    ...problemAnswers('not_found'),
  },
})

export function addGetIntegration(api: Api, integrations: Integrations): void {
  api.openapi(route, async (c) => {
    const found = await integrations.get(c.get('caller'), c.req.valid('param').id)
    return answerRead(c, withTag(JSON.stringify(found)))
  })
}
