import { createRoute } from '@hono/zod-openapi'
import type { PersonLinks } from '../access/people/person-links'
import type { Api } from './api'
import { bearerSecurity, bodyProblems, jsonAnswer, jsonBody, problemAnswers } from './describe'
import { personIdParameter, personLink, personLinkRequest } from './describe-people'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'post',
  path: '/v1/people/{id}/sign_in_link',
  operationId: 'createPersonLink',
  summary: 'Make a sign-in link for a person who has lost their passkeys',
  description:
    'Whoever opens the link within 24 hours signs in once as this person and can create a passkey, both for this account only. The answer is the only one that contains the link. An earlier link for the person no longer works. Unless `end_passkeys` is false, neither do the passkeys and the sessions that the person has by now, from the next request on, for this account: a lost device may be in the wrong hands. Their other accounts and single sign-on stay, and so do the API tokens, invitations and links that they made. A person who makes a link for themselves keeps their passkeys. An API token of the test environment manages only people who may work in test only; the answer about others is `forbidden` with the reason `environment`. For admins.',
  tags: ['People'],
  security: bearerSecurity,
  middleware: requireOperation('manage_people'),
  request: {
    params: personIdParameter,
    body: {
      ...jsonBody('Whether the earlier passkeys end.', personLinkRequest),
      required: false,
    },
  },
  responses: {
    201: jsonAnswer('Created.', personLink),
    ...problemAnswers(...bodyProblems, 'role_may_not_manage_people', 'unknown_person'),
  },
})

export function addCreatePersonLink(api: Api, links: PersonLinks): void {
  api.openapi(route, async (c) => {
    const { end_passkeys: endPasskeys = true } = c.req.valid('json') ?? {}
    const { id } = c.req.valid('param')
    return c.json(await links.create(c.get('caller'), id, { endPasskeys }), 201)
  })
}
