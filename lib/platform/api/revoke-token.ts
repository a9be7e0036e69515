import { createRoute } from '@hono/zod-openapi'
import { tokenIdSchema } from '@/lib/contract/api/token'
import type { AccountTokens } from '../access/account-tokens'
import type { Api } from './api'
import { bearerSecurity, bodyProblems, idParameter, problemAnswers } from './describe'
import { headerReferences } from './described-headers'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'delete',
  path: '/v1/tokens/{id}',
  operationId: 'revokeToken',
  summary: 'Revoke an API token',
  description:
    'Every request with the token is refused from now on, and a person who is signed in with it is signed out. The last valid admin token of an environment cannot be revoked: the answer is `conflict` with the reason `last_admin`. For admins.',
  tags: ['API tokens'],
  security: bearerSecurity,
  middleware: requireOperation('manage_tokens'),
  request: { params: idParameter('API token', tokenIdSchema, 'tok_01HXYZ') },
  responses: {
    204: { description: 'Revoked.', headers: headerReferences() },
    ...problemAnswers(
      ...bodyProblems,
      'role_may_not_manage_tokens',
      'unknown_token',
      'last_admin_token',
    ),
  },
})

export function addRevokeToken(api: Api, tokens: AccountTokens): void {
  api.openapi(route, async (c) => {
    await tokens.revoke(c.get('caller'), c.req.valid('param').id)
    return c.body(null, 204)
  })
}
