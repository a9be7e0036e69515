import { createRoute } from '@hono/zod-openapi'
import { redirectUriIdPattern } from '@/lib/contract/api/redirect-uri'
import type { RedirectUris } from '../apps/redirect-uris'
import { answerPage, pageQuery } from './answer-page'
import type { Api } from './api'
import { bearerSecurity, pageAnswers, problemAnswers, redirectUri } from './describe'

const route = createRoute({
  method: 'get',
  path: '/v1/redirect_uris',
  operationId: 'listRedirectUris',
  summary: 'List the redirect URIs of this environment, oldest first',
  description:
    'The addresses of your apps to which people may be sent back from the connect URL. The callback of Miteos itself is always registered and not listed. For admins and members.',
  tags: ['Redirect URIs'],
  security: bearerSecurity,
  request: { query: pageQuery(redirectUriIdPattern, 'uri_01HXYZ') },
  responses: {
    ...pageAnswers('One page of redirect URIs.', redirectUri),
    ...problemAnswers('invalid_limit', 'role_may_not_view_redirect_uris'),
  },
})

export function addListRedirectUris(api: Api, redirectUris: RedirectUris, appUrl: string): void {
  api.openapi(route, async (c) =>
    answerPage(c, appUrl, await redirectUris.list(c.get('caller'), c.req.valid('query'))),
  )
}
