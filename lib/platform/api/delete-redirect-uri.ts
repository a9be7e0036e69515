import { createRoute } from '@hono/zod-openapi'
import { redirectUriIdSchema } from '@/lib/contract/api/redirect-uri'
import type { RedirectUris } from '../apps/redirect-uris'
import type { Api } from './api'
import { bearerSecurity, bodyProblems, idParameter, problemAnswers } from './describe'
import { headerReferences } from './described-headers'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'delete',
  path: '/v1/redirect_uris/{id}',
  operationId: 'deleteRedirectUri',
  summary: 'Delete a redirect URI',
  description:
    'From now on the connect URL refuses it. People who are on their way to it end on a page of Miteos. For admins.',
  tags: ['Redirect URIs'],
  security: bearerSecurity,
  middleware: requireOperation('manage_redirect_uris'),
  request: { params: idParameter('redirect URI', redirectUriIdSchema, 'uri_01HXYZ') },
  responses: {
    204: { description: 'Deleted.', headers: headerReferences() },
    ...problemAnswers(...bodyProblems, 'role_may_not_manage_redirect_uris', 'unknown_redirect_uri'),
  },
})

export function addDeleteRedirectUri(api: Api, redirectUris: RedirectUris): void {
  api.openapi(route, async (c) => {
    await redirectUris.delete(c.get('caller'), c.req.valid('param').id)
    return c.body(null, 204)
  })
}
