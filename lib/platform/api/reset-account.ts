import { createRoute } from '@hono/zod-openapi'
import type { Integrations } from '../integrations/integrations'
import type { Api } from './api'
import { bearerSecurity, bodyProblems, integrationIdParameter, problemAnswers } from './describe'
import { headerReferences } from './described-headers'
import { requireOperation } from './require-operation'

const route = createRoute({
  method: 'post',
  path: '/v1/integrations/{id}/reset',
  operationId: 'resetAccount',
  summary: 'Return the simulated account of a sandbox integration to its beginning',
  description:
    'Works in the sandbox only. What the tools have written to the account is gone. Each customer has their own copy of every simulated account.',
  tags: ['Sandbox'],
  security: bearerSecurity,
  middleware: requireOperation('fault'),
  request: { params: integrationIdParameter },
  responses: {
    204: { description: 'The account is as it was at the beginning.', headers: headerReferences() },
    ...problemAnswers(
      ...bodyProblems,
      'role_may_not_inject_faults',
      'not_found',
      'no_simulated_account',
      'no_accounts_to_reset_in_live',
    ),
  },
})

export function addResetAccount(api: Api, integrations: Integrations): void {
  api.openapi(route, async (c) => {
    await integrations.resetAccount(c.get('caller'), c.req.valid('param').id)
    return c.body(null, 204)
  })
}
