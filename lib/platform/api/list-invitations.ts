import { createRoute } from '@hono/zod-openapi'
import { invitationIdPattern } from '@/lib/contract/api/invitation'
import type { Invitations } from '../access/people/invitations'
import { answerPage, pageQuery } from './answer-page'
import type { Api } from './api'
import { bearerSecurity, pageAnswers, problemAnswers } from './describe'
import { invitation } from './describe-people'

const route = createRoute({
  method: 'get',
  path: '/v1/invitations',
  operationId: 'listInvitations',
  summary: 'List the open invitations of the account, oldest first',
  description:
    'Invitations that were accepted or withdrawn, or have expired, are not listed. For admins.',
  tags: ['People'],
  security: bearerSecurity,
  request: { query: pageQuery(invitationIdPattern, 'inv_01HXYZ') },
  responses: {
    ...pageAnswers('One page of invitations.', invitation),
    ...problemAnswers('invalid_limit', 'role_may_not_manage_people'),
  },
})

export function addListInvitations(api: Api, invitations: Invitations, appUrl: string): void {
  api.openapi(route, async (c) =>
    answerPage(c, appUrl, await invitations.list(c.get('caller'), c.req.valid('query'))),
  )
}
