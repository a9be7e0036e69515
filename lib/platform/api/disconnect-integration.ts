import { createRoute, z } from '@hono/zod-openapi'
import { supportReasonSchema } from '@/lib/contract/api/support-reason'
import type { Integrations } from '../integrations/integrations'
import type { Tools } from '../tools/tools'
import type { Api } from './api'
import {
  bearerSecurity,
  bodyProblems,
  describedIntegration,
  integrationIdParameter,
  jsonAnswer,
  problemAnswers,
} from './describe'
import { headerReferences } from './described-headers'

const route = createRoute({
  method: 'delete',
  path: '/v1/integrations/{id}',
  operationId: 'disconnectIntegration',
  summary: 'Disconnect an integration and revoke its grant at the provider',
  description:
    'The integration stays listed as `disconnected`. Agents that rely on its tools fail from now on. A second request gets the same answer. With `?when=idle` it takes no new calls of tools, and is disconnected when the last one ends, after an hour at most.',
  tags: ['Integrations'],
  security: bearerSecurity,
  request: {
    params: integrationIdParameter,
    query: z.object({
      when: z.enum(['idle']).optional().openapi({
        description: 'Disconnects when none of its tools runs any more.',
        example: 'idle',
      }),
      reason: supportReasonSchema.optional().openapi({
        description:
          'Why, in your own words. The account reads it in its activity. Support staff have to give it.',
        example: 'The customer asked for it in ticket 4711.',
      }),
    }),
  },
  responses: {
    202: jsonAnswer(
      'The integration will be disconnected when its last running tool has ended.',
      describedIntegration,
    ),
    204: { description: 'Disconnected.', headers: headerReferences() },
    ...problemAnswers(...bodyProblems, 'not_found'),
  },
})

export function addDisconnectIntegration(api: Api, integrations: Integrations, tools: Tools): void {
  api.openapi(route, async (c) => {
    const { id } = c.req.valid('param')
    const caller = c.get('caller')
    const { when, reason } = c.req.valid('query')
    if (when !== 'idle') await integrations.disconnect(caller, id, reason)
    else if (!(await tools.disconnectWhenIdle(caller, id, reason)))
      return c.json(await integrations.get(caller, id), 202)
    return c.body(null, 204)
  })
}
