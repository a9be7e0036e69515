import { createRoute, z } from '@hono/zod-openapi'
import { checkSchema } from '@/lib/contract/api/check'
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
import { sampleCheck } from './samples'

const route = createRoute({
  method: 'get',
  path: '/v1/integrations/{id}/checks',
  operationId: 'listChecks',
  summary: 'List the checks of an integration, newest first',
  description:
    'Returns the last 50 checks. `asked` is the last request to the provider, without secrets; `answered` is the HTTP status and the provider’s own word for the error. Only the outcome `dead` sets the status to `error`.',
  tags: ['Integrations'],
  security: bearerSecurity,
  request: { params: integrationIdParameter },
  responses: {
    ...readAnswers(
      'The last 50 checks.',
      z.array(named('Check', checkSchema, sampleCheck)).max(50),
    ),
    ...problemAnswers('not_found'),
  },
})

export function addListChecks(api: Api, integrations: Integrations): void {
  api.openapi(route, async (c) => {
    const checks = await integrations.listChecks(c.get('caller'), c.req.valid('param').id)
    return answerRead(c, withTag(JSON.stringify(checks)))
  })
}
