import { createRoute } from '@hono/zod-openapi'
import type { AccountWebhooks } from '../webhooks/account-webhooks'
import type { Api } from './api'
import { bearerSecurity, bodyProblems, problemAnswers } from './describe'
import { webhookIdParameter } from './describe-webhooks'
import { headerReferences } from './described-headers'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'delete',
  path: '/v1/webhooks/{id}',
  operationId: 'deleteWebhook',
  summary: 'Delete a webhook',
  description:
    'Nothing is sent to the webhook any more, not even a message that is due for another try. Its deliveries are deleted too. For admins.',
  tags: ['Webhooks'],
  security: bearerSecurity,
  middleware: requireOperation('manage_webhooks'),
  request: { params: webhookIdParameter },
  responses: {
    204: { description: 'Deleted.', headers: headerReferences() },
    ...problemAnswers(...bodyProblems, 'role_may_not_manage_webhooks', 'unknown_webhook'),
  },
})

export function addDeleteWebhook(api: Api, webhooks: AccountWebhooks): void {
  api.openapi(route, async (c) => {
    await webhooks.delete(c.get('caller'), c.req.valid('param').id)
    return c.body(null, 204)
  })
}
