import { createRoute } from '@hono/zod-openapi'
import { reconnectLinkRequestSchema, reconnectLinkSchema } from '@/lib/contract/api/reconnect-link'
import type { ReconnectLinks } from '../integrations/reconnect-links'
import type { Api } from './api'
import {
  bearerSecurity,
  bodyProblems,
  integrationIdParameter,
  jsonAnswer,
  jsonBody,
  named,
  problemAnswers,
} from './describe'
import { sampleReconnectLink, sampleReconnectLinkRequest } from './people-samples'

const reconnectLinkRequest = named(
  'ReconnectLinkRequest',
  reconnectLinkRequestSchema,
  sampleReconnectLinkRequest,
)
const reconnectLink = named('ReconnectLink', reconnectLinkSchema, sampleReconnectLink)

const route = createRoute({
  method: 'post',
  path: '/v1/integrations/{id}/reconnect_link',
  operationId: 'createReconnectLink',
  summary: 'Make a link with which somebody reconnects the integration',
  description:
    'The link works once, within 7 days, and reconnects this integration as `expected_account` only. Without `email` it is for people of the account. With `email`, whoever opens it first joins the account as a member, and then reconnects. A disconnect ends it. At most 20 links of an integration can still be used. `mail` says whether the link is mailed to `email` too, where the server sends mails. The answer is the only one that contains the link.',
  tags: ['Integrations'],
  security: bearerSecurity,
  request: {
    params: integrationIdParameter,
    body: { ...jsonBody('For whom the link is.', reconnectLinkRequest), required: false },
  },
  responses: {
    201: jsonAnswer('Created.', reconnectLink),
    ...problemAnswers(
      ...bodyProblems,
      'not_found',
      'reconnect_link_of_disconnected',
      'too_many_reconnect_links',
    ),
  },
})

export function addCreateReconnectLink(api: Api, links: ReconnectLinks): void {
  api.openapi(route, async (c) =>
    c.json(
      await links.create(c.get('caller'), c.req.valid('param').id, c.req.valid('json') ?? {}),
      201,
    ),
  )
}
