import { createRoute, z } from '@hono/zod-openapi'
import { eventSchema } from '@/lib/contract/api/event'
import { withTag } from '@/lib/http/entity-tag'
import type { Integrations } from '../integrations/integrations'
import { answerRead } from './answer-read'
import type { Api } from './api'
import {
  bearerSecurity,
  integrationIdParameter,
  named,
  problemAnswers,
  readAnswers,
} from './describe'
import { sampleEvent } from './samples'

const route = createRoute({
  method: 'get',
  path: '/v1/integrations/{id}/events',
  operationId: 'listEvents',
  summary: 'List the events of an integration, newest first',
  description:
    'Returns the last 200 events. `actor` is the name of the person or API token that caused the event.',
  tags: ['Integrations'],
  security: bearerSecurity,
  request: { params: integrationIdParameter },
  responses: {
    ...readAnswers(
      'The last 200 events.',
      z.array(named('Event', eventSchema, sampleEvent)).max(200),
    ),
    ...problemAnswers('not_found'),
  },
})

export function addListEvents(api: Api, integrations: Integrations): void {
  api.openapi(route, async (c) => {
    const events = await integrations.listEvents(c.get('caller'), c.req.valid('param').id)
    return answerRead(c, withTag(JSON.stringify(events)))
  })
}
