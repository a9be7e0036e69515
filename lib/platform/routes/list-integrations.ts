import { createRoute, z } from '@hono/zod-openapi'
import type { Integrations } from '../integrations/integrations'
import type { Api } from './api'
import { bearer, integration, json, problems } from './describe'

const route = createRoute({
  method: 'get',
  path: '/v1/integrations',
  operationId: 'listIntegrations',
  summary: 'List the integrations of the account, oldest first',
  tags: ['Integrations'],
  security: bearer,
  responses: { 200: json('All of them.', z.array(integration).max(100_000)), ...problems() },
})

export function addListIntegrations(api: Api, integrations: Integrations): void {
  api.openapi(route, async (c) => c.json(await integrations.list(c.get('caller')), 200))
}
