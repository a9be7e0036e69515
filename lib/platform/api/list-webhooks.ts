import { createRoute } from '@hono/zod-openapi'
import { webhookIdPattern } from '@/lib/contract/api/webhook'
import type { AccountWebhooks } from '../webhooks/account-webhooks'
import { answerPage, pageQuery } from './answer-page'
import type { Api } from './api'
import { bearerSecurity, pageAnswers, problemAnswers } from './describe'
import { webhook } from './describe-webhooks'

const route = createRoute({
  method: 'get',
  path: '/v1/webhooks',
  operationId: 'listWebhooks',
  summary: 'List the webhooks of this environment, oldest first',
  description: 'A webhook that has `disabled_at` gets no messages any more. For admins.',
  tags: ['Webhooks'],
  security: bearerSecurity,
  request: { query: pageQuery(webhookIdPattern, 'whk_01HXYZ') },
  responses: {
    ...pageAnswers('One page of webhooks.', webhook),
    ...problemAnswers('invalid_limit', 'role_may_not_manage_webhooks'),
  },
})

export function addListWebhooks(api: Api, webhooks: AccountWebhooks, appUrl: string): void {
  api.openapi(route, async (c) =>
    answerPage(c, appUrl, await webhooks.list(c.get('caller'), c.req.valid('query'))),
  )
}
