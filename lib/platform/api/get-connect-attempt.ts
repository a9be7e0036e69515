import { createRoute } from '@hono/zod-openapi'
import { connectAttemptIdSchema } from '@/lib/contract/api/connect-attempt'
import { withTag } from '@/lib/http/entity-tag'
import type { ConnectAttemptList } from '../attempts/connect-attempt-list'
import { answerRead } from './answer-read'
import type { Api } from './api'
import {
  bearerSecurity,
  connectAttempt,
  idParameter,
  problemAnswers,
  readAnswers,
} from './describe'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'get',
  path: '/v1/connect_attempts/{id}',
  operationId: 'getConnectAttempt',
  summary: 'Look up one attempt to connect',
  description: 'For admins and support.',
  tags: ['Connect attempts'],
  security: bearerSecurity,
  middleware: requireOperation('view_attempts'),
  request: { params: idParameter('connect attempt', connectAttemptIdSchema, 'att_01HXYZ') },
  responses: {
    ...readAnswers('The attempt.', connectAttempt),
    ...problemAnswers('role_may_not_view_attempts', 'unknown_connect_attempt'),
  },
})

export function addGetConnectAttempt(api: Api, connectAttempts: ConnectAttemptList): void {
  api.openapi(route, async (c) => {
    const attempt = await connectAttempts.get(c.get('caller'), c.req.valid('param').id)
    return answerRead(c, withTag(JSON.stringify(attempt)))
  })
}
