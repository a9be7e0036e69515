import { createRoute } from '@hono/zod-openapi'
import { webhookSchema } from '@/lib/contract/api/webhook'
import type { AccountWebhooks } from '../webhooks/account-webhooks'
import type { Api } from './api'
import { bearerSecurity, bodyProblems, jsonAnswer, jsonBody, problemAnswers } from './describe'
import { createWebhookRequest, newWebhook, webhook } from './describe-webhooks'
import type { Idempotency } from './idempotency'
import { keyHeader, replayable } from './idempotency-key'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'post',
  path: '/v1/webhooks',
  operationId: 'createWebhook',
  summary: 'Add a webhook',
  description:
    'The answer is the only one that contains `secret`, with which you verify the messages. The URL is https with a public host; a test token may also use http with `localhost`, `127.0.0.1` or `[::1]`. At most 20 in an environment. A request that is repeated with its `Idempotency-Key` adds nothing and gets the webhook without its secret: if the first answer was lost, delete the webhook and add it again. For admins.',
  tags: ['Webhooks'],
  security: bearerSecurity,
  middleware: requireOperation('manage_webhooks'),
  request: {
    headers: keyHeader,
    body: { ...jsonBody('Where to send which events.', createWebhookRequest), required: true },
  },
  responses: {
    200: replayable(
      jsonAnswer('The webhook was added before with this `Idempotency-Key`.', webhook),
    ),
    201: jsonAnswer('Added.', newWebhook),
    ...problemAnswers(
      ...bodyProblems,
      'invalid_webhook_url',
      'role_may_not_manage_webhooks',
      'too_many_webhooks',
      'idempotency_conflict',
    ),
  },
})

export function addCreateWebhook(
  api: Api,
  webhooks: AccountWebhooks,
  idempotency: Idempotency,
): void {
  api.openapi(route, async (c) => {
    const caller = c.get('caller')
    const request = c.req.valid('json')
    const key = c.req.valid('header')['Idempotency-Key']
    if (key === undefined) return c.json(await webhooks.create(caller, request), 201)
    const first: { secret?: string } = {}
    const { answer } = await idempotency.once(
      { caller, key, content: JSON.stringify(request) },
      async () => {
        const { secret, ...record } = await webhooks.create(caller, request)
        first.secret = secret
        return { status: 200, body: JSON.stringify(record) }
      },
      ({ body }) => webhookSchema.parse(JSON.parse(body)),
    )
    if (first.secret !== undefined) return c.json({ ...answer, secret: first.secret }, 201)
    c.header('idempotency-replayed', 'true')
    return c.json(answer, 200)
  })
}
