import { createRoute } from '@hono/zod-openapi'
import { faultRequestSchema } from '@/lib/contract/api/integration'
import type { Integrations } from '../integrations/integrations'
import type { Api } from './api'
import {
  answer,
  bearer,
  bodyProblems,
  integration,
  integrationId,
  json,
  problems,
} from './describe'

const route = createRoute({
  method: 'post',
  path: '/v1/integrations/{id}/faults',
  operationId: 'injectFault',
  summary: 'Break a sandbox integration and check it at once',
  description:
    'In the sandbox only. `expire` lets the access token run out, `revoke` takes the grant back at the provider, `fail_refresh` lets the next refresh fail.',
  tags: ['Sandbox'],
  security: bearer,
  request: {
    params: integrationId,
    body: { ...json('What is to go wrong.', faultRequestSchema), required: true },
  },
  responses: {
    200: answer('The integration after the check.', integration),
    ...problems(...bodyProblems, 'not_found'),
  },
})

export function addInjectFault(api: Api, integrations: Integrations): void {
  api.openapi(route, async (c) => {
    const { fault } = c.req.valid('json')
    return c.json(
      await integrations.injectFault(c.get('caller'), c.req.valid('param').id, fault),
      200,
    )
  })
}
