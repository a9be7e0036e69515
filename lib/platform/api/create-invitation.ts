import { createRoute } from '@hono/zod-openapi'
import type { Invitations } from '../access/people/invitations'
import type { Api } from './api'
import { bearerSecurity, bodyProblems, jsonAnswer, jsonBody, problemAnswers } from './describe'
import { inviteRequest, newInvitation } from './describe-people'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'post',
  path: '/v1/invitations',
  operationId: 'createInvitation',
  summary: 'Invite somebody to the account',
  description:
    'The answer is the only one that contains `link`. Whoever opens the link first can join with the role, once, within 7 days. Where this server sends mail, an invitation with `email` is mailed too, and `mail` says what became of that: `queued`, `sent` (the mail server has accepted it) or `failed`. At most 200 invitations are open. Whoever accepts an invitation of an API token of the test environment may work in test only. For admins.',
  tags: ['People'],
  security: bearerSecurity,
  middleware: requireOperation('manage_people'),
  request: { body: { ...jsonBody('Whom to invite, and as what.', inviteRequest), required: true } },
  responses: {
    201: jsonAnswer('Created.', newInvitation),
    ...problemAnswers(
      ...bodyProblems,
      'invalid_role',
      'role_may_not_manage_people',
      'too_many_invitations',
    ),
  },
})

export function addCreateInvitation(api: Api, invitations: Invitations): void {
  api.openapi(route, async (c) =>
    c.json(await invitations.create(c.get('caller'), c.req.valid('json')), 201),
  )
}
