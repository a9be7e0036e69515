import { createRoute, z } from '@hono/zod-openapi'
import type { Integrations } from '../integrations/integrations'
import { answerRead } from './answer-read'
import type { Api } from './api'
import { bearer, integration, problems, readAnswers } from './describe'

const route = createRoute({
  method: 'get',
  path: '/v1/integrations',
  operationId: 'listIntegrations',
  summary: 'List the integrations of the account, oldest first',
  description:
    'A bare array. The disconnected ones stay listed. In the sandbox the list also checks what is due.',
  tags: ['Integrations'],
  security: bearer,
  responses: { ...readAnswers('All of them.', z.array(integration).max(100_000)), ...problems() },
})

export function addListIntegrations(api: Api, integrations: Integrations): void {
  api.openapi(route, async (c) => answerRead(c, await integrations.list(c.get('caller'))))
}
