import { createRoute } from '@hono/zod-openapi'
import { faultRequestSchema } from '@/lib/contract/api/integration'
import type { Integrations } from '../integrations/integrations'
import type { Api } from './api'
import {
  bearerSecurity,
  bodyProblems,
  describedIntegration,
  integrationIdParameter,
  jsonAnswer,
  jsonBody,
  named,
  problemAnswers,
} from './describe'
import { requireOperation } from './require-operation'

const body = named('FaultRequest', faultRequestSchema, { fault: 'revoke' })

const route = createRoute({
  method: 'post',
  path: '/v1/integrations/{id}/faults',
  operationId: 'injectFault',
  summary: 'Break a sandbox integration and check it at once',
  description:
    'Works in the sandbox only. `expire` makes the access token expire, `revoke` revokes the grant at the provider, `fail_refresh` makes the next refresh fail. With `revoke`, `signal: true` lets the vendor tell Miteos as the real Slack, Stripe and Google do, and the check follows from that; with `signal: false` no check follows, so that the next one finds the fault.',
  tags: ['Sandbox'],
  security: bearerSecurity,
  middleware: requireOperation('fault'),
  request: {
    params: integrationIdParameter,
    body: { ...jsonBody('The fault to cause.', body), required: true },
  },
  responses: {
    200: jsonAnswer('The integration afterwards.', describedIntegration),
    ...problemAnswers(
      ...bodyProblems,
      'no_grant_to_break',
      'no_signal_to_send',
      'role_may_not_inject_faults',
      'not_found',
      'no_faults_in_live',
    ),
  },
})

export function addInjectFault(api: Api, integrations: Integrations): void {
  api.openapi(route, async (c) => {
    const request = c.req.valid('json')
    return c.json(
      await integrations.injectFault(c.get('caller'), c.req.valid('param').id, request),
      200,
    )
  })
}
