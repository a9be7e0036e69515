import { createRoute } from '@hono/zod-openapi'
import type { AccountDeliveries } from '../webhooks/account-deliveries'
import type { Api } from './api'
import { bearerSecurity, bodyProblems, jsonAnswer, problemAnswers } from './describe'
import { deliveryIdParameters, sentMessage } from './describe-webhooks'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'post',
  path: '/v1/webhooks/{id}/deliveries/{delivery_id}/resend',
  operationId: 'resendDelivery',
  summary: 'Send the message of a delivery again',
  description:
    'Sends the same message with the same `webhook-id` at once, whether it was accepted before or not. For admins.',
  tags: ['Webhooks'],
  security: bearerSecurity,
  middleware: requireOperation('manage_webhooks'),
  request: { params: deliveryIdParameters },
  responses: {
    202: jsonAnswer('The message is being sent.', sentMessage),
    ...problemAnswers(
      ...bodyProblems,
      'role_may_not_manage_webhooks',
      'unknown_webhook',
      'unknown_delivery',
    ),
  },
})

export function addResendDelivery(api: Api, deliveries: AccountDeliveries): void {
  api.openapi(route, async (c) => {
    const { id, delivery_id: deliveryId } = c.req.valid('param')
    return c.json(await deliveries.resend(c.get('caller'), id, deliveryId), 202)
  })
}
