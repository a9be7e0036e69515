import { createRoute, z } from '@hono/zod-openapi'
import { connectAttemptIdPattern, referencePattern } from '@/lib/contract/api/connect-attempt'
import type { ConnectAttemptList } from '../attempts/connect-attempt-list'
import { answerPage, pageQuery } from './answer-page'
import type { Api } from './api'
import { bearerSecurity, connectAttempt, pageAnswers, problemAnswers } from './describe'

const query = pageQuery(connectAttemptIdPattern, 'att_01HXYZ').extend({
  reference: z.string().max(64).regex(referencePattern).optional().openapi({
    description:
      'Only the attempts with this reference: the reference of a page, the `request_id` of a problem, or the `reference` of a connect link.',
    example: 'ref_q3Vx0kZrT1uB',
  }),
})

const route = createRoute({
  method: 'get',
  path: '/v1/connect_attempts',
  operationId: 'listConnectAttempts',
  summary: 'List what people did to connect, newest first',
  description:
    'One record for each time that a person pressed Continue, with its steps, where it ended and why. Kept for 30 days. No record contains a code, a state or a token. For admins and support.',
  tags: ['Connect attempts'],
  security: bearerSecurity,
  request: { query },
  responses: {
    ...pageAnswers('One page of connect attempts.', connectAttempt),
    ...problemAnswers('invalid_limit', 'role_may_not_view_attempts'),
  },
})

export function addListConnectAttempts(
  api: Api,
  connectAttempts: ConnectAttemptList,
  appUrl: string,
): void {
  api.openapi(route, async (c) =>
    answerPage(c, appUrl, await connectAttempts.list(c.get('caller'), c.req.valid('query'))),
  )
}
