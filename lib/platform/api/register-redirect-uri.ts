import { createRoute } from '@hono/zod-openapi'
import { registerRequestSchema } from '@/lib/contract/api/redirect-uri'
import type { RedirectUris } from '../apps/redirect-uris'
import type { Api } from './api'
import {
  bearerSecurity,
  bodyProblems,
  jsonAnswer,
  jsonBody,
  named,
  problemAnswers,
  redirectUri,
} from './describe'
import { requireOperation } from './require-operation'
import { sampleRegisterRequest } from './samples'

const body = named('RegisterRequest', registerRequestSchema, sampleRegisterRequest)

const route = createRoute({
  method: 'post',
  path: '/v1/redirect_uris',
  operationId: 'registerRedirectUri',
  summary: 'Register a redirect URI',
  description:
    'https only; a test token may also register `http://localhost`, `http://127.0.0.1` and `http://[::1]` with any port. Without fragment, user name, wildcard, IP address, or a parameter that Miteos adds itself; in live with a public host. At most 50 in an environment. When exactly this URI is registered already, the answer is the existing one. For admins.',
  tags: ['Redirect URIs'],
  security: bearerSecurity,
  middleware: requireOperation('manage_redirect_uris'),
  request: { body: { ...jsonBody('The URI and the name of its app.', body), required: true } },
  responses: {
    200: jsonAnswer('The URI was registered already.', redirectUri),
    201: jsonAnswer('Registered.', redirectUri),
    ...problemAnswers(
      ...bodyProblems,
      'invalid_redirect_uri',
      'role_may_not_manage_redirect_uris',
      'conflict',
    ),
  },
})

export function addRegisterRedirectUri(api: Api, redirectUris: RedirectUris): void {
  api.openapi(route, async (c) => {
    const registered = await redirectUris.register(c.get('caller'), c.req.valid('json'))
    return c.json(registered.redirectUri, registered.created ? 201 : 200)
  })
}
