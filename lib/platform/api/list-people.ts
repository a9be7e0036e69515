import { createRoute } from '@hono/zod-openapi'
import { personIdPattern } from '@/lib/contract/api/person'
import type { People } from '../access/people/people'
import { answerPage, pageQuery } from './answer-page'
import type { Api } from './api'
import { bearerSecurity, pageAnswers, problemAnswers } from './describe'
import { describedPerson } from './describe-people'

const route = createRoute({
  method: 'get',
  path: '/v1/people',
  operationId: 'listPeople',
  summary: 'List the people of the account',
  description:
    'A person belongs to the account in both environments, or only in the one in `only_environment`, with one role. `last_seen_at` is written at most once a minute. `sign_in` is empty for a person who needs a new link to sign in. For admins and support.',
  tags: ['People'],
  security: bearerSecurity,
  request: { query: pageQuery(personIdPattern, 'per_01HXYZ') },
  responses: {
    ...pageAnswers('One page of people.', describedPerson),
    ...problemAnswers('invalid_limit', 'role_may_not_view_people'),
  },
})

export function addListPeople(api: Api, people: People, appUrl: string): void {
  api.openapi(route, async (c) =>
    answerPage(c, appUrl, await people.list(c.get('caller'), c.req.valid('query'))),
  )
}
