import { createRoute } from '@hono/zod-openapi'
import { withTag } from '@/lib/http/entity-tag'
import type { Integrations } from '../integrations/integrations'
import { answerRead } from './answer-read'
import type { Api } from './api'
import { bearer, integration, integrationId, problems, readAnswers } from './describe'

const route = createRoute({
  method: 'get',
  path: '/v1/integrations/{id}',
  operationId: 'getIntegration',
  summary: 'Look up one integration',
  description: 'Asks the provider first when the last check is too old.',
  tags: ['Integrations'],
  security: bearer,
  request: { params: integrationId },
  responses: { ...readAnswers('The integration.', integration), ...problems('not_found') },
})

export function addGetIntegration(api: Api, integrations: Integrations): void {
  api.openapi(route, async (c) => {
    const one = await integrations.get(c.get('caller'), c.req.valid('param').id)
    return answerRead(c, withTag(JSON.stringify(one)))
  })
}
