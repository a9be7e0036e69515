import { createRoute } from '@hono/zod-openapi'
import { withTag } from '@/lib/http/entity-tag'
import type { AccountWebhooks } from '../webhooks/account-webhooks'
import { answerRead } from './answer-read'
import type { Api } from './api'
import { bearerSecurity, problemAnswers, readAnswers } from './describe'
import { webhook, webhookIdParameter } from './describe-webhooks'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'get',
  path: '/v1/webhooks/{id}',
  operationId: 'getWebhook',
  summary: 'Look up one webhook',
  description: 'For admins.',
  tags: ['Webhooks'],
  security: bearerSecurity,
  middleware: requireOperation('manage_webhooks'),
  request: { params: webhookIdParameter },
  responses: {
    ...readAnswers('The webhook.', webhook),
    ...problemAnswers('role_may_not_manage_webhooks', 'unknown_webhook'),
  },
})

export function addGetWebhook(api: Api, webhooks: AccountWebhooks): void {
  api.openapi(route, async (c) => {
    const found = await webhooks.get(c.get('caller'), c.req.valid('param').id)
    return answerRead(c, withTag(JSON.stringify(found)))
  })
}
