import { createRoute } from '@hono/zod-openapi'
import type { People } from '../access/people/people'
import type { Api } from './api'
import { bearerSecurity, bodyProblems, problemAnswers } from './describe'
import { personIdParameter } from './describe-people'
import { headerReferences } from './described-headers'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'delete',
  path: '/v1/people/{id}',
  operationId: 'removePerson',
  summary: 'Remove a person from the account',
  description:
    'Their sessions in this account and the API tokens that they created for it are refused from now on. What they connected stays. The last admin cannot be removed: the answer is `conflict` with the reason `last_admin`. An API token of the test environment manages only people who may work in test only; the answer about others is `forbidden` with the reason `environment`. For admins.',
  tags: ['People'],
  security: bearerSecurity,
  middleware: requireOperation('manage_people'),
  request: { params: personIdParameter },
  responses: {
    204: { description: 'Removed.', headers: headerReferences() },
    ...problemAnswers(
      ...bodyProblems,
      'role_may_not_manage_people',
      'unknown_person',
      'last_admin_person',
    ),
  },
})

export function addRemovePerson(api: Api, people: People): void {
  api.openapi(route, async (c) => {
    await people.remove(c.get('caller'), c.req.valid('param').id)
    return c.body(null, 204)
  })
}
