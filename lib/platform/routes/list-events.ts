import { createRoute, z } from '@hono/zod-openapi'
import { eventSchema } from '@/lib/contract/event'
import type { Integrations } from '../integrations/integrations'
import type { Api } from './api'
import { answer, bearer, integrationId, named, problems } from './describe'
import { sampleEvent } from './samples'

const route = createRoute({
  method: 'get',
  path: '/v1/integrations/{id}/events',
  operationId: 'listEvents',
  summary: 'What happened to an integration, newest first',
  description: 'The last 200. Whoever caused one is named as its token is.',
  tags: ['Integrations'],
  security: bearer,
  request: { params: integrationId },
  responses: {
    200: answer('The last 200 events.', z.array(named('Event', eventSchema, sampleEvent)).max(200)),
    ...problems('not_found'),
  },
})

export function addListEvents(api: Api, integrations: Integrations): void {
  api.openapi(route, async (c) =>
    c.json(await integrations.events(c.get('caller'), c.req.valid('param').id), 200),
  )
}
