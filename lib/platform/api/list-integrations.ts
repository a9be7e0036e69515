import { createRoute, z } from '@hono/zod-openapi'
import type { Integrations } from '../integrations/integrations'
import { answerRead } from './answer-read'
import type { Api } from './api'
import { bearerSecurity, describedIntegration, problemAnswers, readAnswers } from './describe'

const route = createRoute({
  method: 'get',
  path: '/v1/integrations',
  operationId: 'listIntegrations',
  summary: 'List the integrations of the account, oldest first',
  description:
    'Returns a plain array. Disconnected integrations stay in the list. In the sandbox, the request also checks the integrations whose last check is too old.',
  tags: ['Integrations'],
  security: bearerSecurity,
  responses: {
    ...readAnswers('All integrations of the account.', z.array(describedIntegration).max(100_000)),
    ...problemAnswers(),
  },
})

export function addListIntegrations(api: Api, integrations: Integrations): void {
  api.openapi(route, async (c) => answerRead(c, await integrations.list(c.get('caller'))))
}
