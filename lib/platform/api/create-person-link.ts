import { createRoute } from '@hono/zod-openapi'
import type { PersonLinks } from '../access/people/person-links'
import type { Api } from './api'
import { bearerSecurity, bodyProblems, jsonAnswer, problemAnswers } from './describe'
import { personIdParameter, personLink } from './describe-people'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'post',
  path: '/v1/people/{id}/sign_in_link',
  operationId: 'createPersonLink',
  summary: 'Make a sign-in link for a person who has lost their passkeys',
  description:
    'Whoever opens the link within 24 hours signs in once as this person and can create a passkey, both for this account only. The answer is the only one that contains the link. An earlier link for the person no longer works. An API token of the test environment manages only people who may work in test only; the answer about others is `forbidden` with the reason `environment`. For admins.',
  tags: ['People'],
  security: bearerSecurity,
  middleware: requireOperation('manage_people'),
  request: { params: personIdParameter },
  responses: {
    201: jsonAnswer('Created.', personLink),
    ...problemAnswers(...bodyProblems, 'role_may_not_manage_people', 'unknown_person'),
  },
})

export function addCreatePersonLink(api: Api, links: PersonLinks): void {
  api.openapi(route, async (c) =>
    c.json(await links.create(c.get('caller'), c.req.valid('param').id), 201),
  )
}
