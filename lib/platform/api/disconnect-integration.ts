import { createRoute } from '@hono/zod-openapi'
import type { Integrations } from '../integrations/integrations'
import type { Api } from './api'
import { bearerSecurity, bodyProblems, integrationIdParameter, problemAnswers } from './describe'
import { headerReferences } from './described-headers'

const route = createRoute({
  method: 'delete',
  path: '/v1/integrations/{id}',
  operationId: 'disconnectIntegration',
  summary: 'Disconnect an integration and revoke its grant at the provider',
  description:
    'The integration stays listed as `disconnected`. Agents that rely on its tools fail from now on. A second request gets the same answer.',
  tags: ['Integrations'],
  security: bearerSecurity,
  request: { params: integrationIdParameter },
  responses: {
    204: { description: 'Disconnected.', headers: headerReferences() },
    ...problemAnswers(...bodyProblems, 'not_found'),
  },
})

export function addDisconnectIntegration(api: Api, integrations: Integrations): void {
  api.openapi(route, async (c) => {
    await integrations.disconnect(c.get('caller'), c.req.valid('param').id)
    return c.body(null, 204)
  })
}
