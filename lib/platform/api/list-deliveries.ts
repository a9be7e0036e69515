import { createRoute } from '@hono/zod-openapi'
import { deliveryIdPattern } from '@/lib/contract/api/webhook-delivery'
import type { AccountDeliveries } from '../webhooks/account-deliveries'
import { answerPage, pageQuery } from './answer-page'
import type { Api } from './api'
import { bearerSecurity, pageAnswers, problemAnswers } from './describe'
import { delivery, webhookIdParameter } from './describe-webhooks'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'get',
  path: '/v1/webhooks/{id}/deliveries',
  operationId: 'listDeliveries',
  summary: 'List the deliveries to a webhook, newest first',
  description:
    'One record for each time that Miteos tried to deliver a message: what the receiver answered, and when the message is tried again. Kept for 30 days, the last 1,000 of each webhook. For admins.',
  tags: ['Webhooks'],
  security: bearerSecurity,
  middleware: requireOperation('manage_webhooks'),
  request: { params: webhookIdParameter, query: pageQuery(deliveryIdPattern, 'dlv_01HXYZ') },
  responses: {
    ...pageAnswers('One page of deliveries.', delivery),
    ...problemAnswers('invalid_limit', 'role_may_not_manage_webhooks', 'unknown_webhook'),
  },
})

export function addListDeliveries(api: Api, deliveries: AccountDeliveries, appUrl: string): void {
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    return answerPage(c, appUrl, await deliveries.list(c.get('caller'), id, c.req.valid('query')))
  })
}
