import { createRoute } from '@hono/zod-openapi'
import type { Invitations } from '../access/people/invitations'
import type { Api } from './api'
import { bearerSecurity, bodyProblems, problemAnswers } from './describe'
import { invitationIdParameter } from './describe-people'
import { headerReferences } from './described-headers'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'delete',
  path: '/v1/invitations/{id}',
  operationId: 'withdrawInvitation',
  summary: 'Withdraw an invitation',
  description: 'The link of the invitation no longer works. For admins.',
  tags: ['People'],
  security: bearerSecurity,
  middleware: requireOperation('manage_people'),
  request: { params: invitationIdParameter },
  responses: {
    204: { description: 'Withdrawn.', headers: headerReferences() },
    ...problemAnswers(...bodyProblems, 'role_may_not_manage_people', 'unknown_invitation'),
  },
})

export function addWithdrawInvitation(api: Api, invitations: Invitations): void {
  api.openapi(route, async (c) => {
    await invitations.withdraw(c.get('caller'), c.req.valid('param').id)
    return c.body(null, 204)
  })
}
