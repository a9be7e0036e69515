import { createRoute } from '@hono/zod-openapi'
import { tokenIdPattern } from '@/lib/contract/api/token'
import type { AccountTokens } from '../access/account-tokens'
import { answerPage, pageQuery } from './answer-page'
import type { Api } from './api'
import { apiToken, bearerSecurity, pageAnswers, problemAnswers } from './describe'

const route = createRoute({
  method: 'get',
  path: '/v1/tokens',
  operationId: 'listTokens',
  summary: 'List the API tokens of this environment, oldest first',
  description:
    'Expired tokens are listed until they are revoked; revoked ones are not. `last_used_at` is written at most once a minute. For admins.',
  tags: ['API tokens'],
  security: bearerSecurity,
  request: { query: pageQuery(tokenIdPattern, 'tok_01HXYZ') },
  responses: {
    ...pageAnswers('One page of API tokens.', apiToken),
    ...problemAnswers('invalid_limit', 'role_may_not_manage_tokens'),
  },
})

export function addListTokens(api: Api, tokens: AccountTokens, appUrl: string): void {
  api.openapi(route, async (c) =>
    answerPage(c, appUrl, await tokens.list(c.get('caller'), c.req.valid('query'))),
  )
}
