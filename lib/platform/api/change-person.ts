import { createRoute } from '@hono/zod-openapi'
import type { People } from '../access/people/people'
import type { Api } from './api'
import { bearerSecurity, bodyProblems, jsonAnswer, jsonBody, problemAnswers } from './describe'
import { changePersonRequest, describedPerson, personIdParameter } from './describe-people'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'patch',
  path: '/v1/people/{id}',
  operationId: 'changePerson',
  summary: 'Change the role of a person',
  description:
    'The new role counts from the next request of the person on, also for the API tokens that they created: a token is refused as long as it has more rights than its creator. The last admin keeps the role: the answer is `conflict` with the reason `last_admin`. An API token of the test environment manages only people who may work in test only; the answer about others is `forbidden` with the reason `environment`. For admins.',
  tags: ['People'],
  security: bearerSecurity,
  middleware: requireOperation('manage_people'),
  request: {
    params: personIdParameter,
    body: { ...jsonBody('The new role.', changePersonRequest), required: true },
  },
  responses: {
    200: jsonAnswer('The person as they are now.', describedPerson),
    ...problemAnswers(
      ...bodyProblems,
      'invalid_role',
      'role_may_not_manage_people',
      'unknown_person',
      'last_admin_person',
    ),
  },
})

export function addChangePerson(api: Api, people: People): void {
  api.openapi(route, async (c) => {
    const { role } = c.req.valid('json')
    return c.json(await people.changeRole(c.get('caller'), c.req.valid('param').id, role), 200)
  })
}
