import { createRoute } from '@hono/zod-openapi'
import type { AccountDeliveries } from '../webhooks/account-deliveries'
import type { Api } from './api'
import { bearerSecurity, bodyProblems, jsonAnswer, problemAnswers } from './describe'
import { sentMessage, webhookIdParameter } from './describe-webhooks'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'post',
  path: '/v1/webhooks/{id}/test',
  operationId: 'testWebhook',
  summary: 'Send `test.ping` to a webhook',
  description:
    'The message is sent at once, and tried again like every other message. A disabled webhook gets it too, and is enabled again when it answers with 2xx. The list of deliveries shows the answer. For admins.',
  tags: ['Webhooks'],
  security: bearerSecurity,
  middleware: requireOperation('manage_webhooks'),
  request: { params: webhookIdParameter },
  responses: {
    202: jsonAnswer('The message is being sent.', sentMessage),
    ...problemAnswers(...bodyProblems, 'role_may_not_manage_webhooks', 'unknown_webhook'),
  },
})

export function addTestWebhook(api: Api, deliveries: AccountDeliveries): void {
  api.openapi(route, async (c) =>
    c.json(await deliveries.test(c.get('caller'), c.req.valid('param').id), 202),
  )
}
