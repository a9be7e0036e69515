import { createRoute } from '@hono/zod-openapi'
import { accountSchema } from '@/lib/contract/api/account'
import { services } from '@/lib/contract/services/catalogue'
import { withTag } from '@/lib/http/entity-tag'
import { actorOf } from '../access/caller'
import type { Clients } from '../oauth/client'
import { answerRead } from './answer-read'
import type { Api } from './api'
import { bearerSecurity, named, problemAnswers, readAnswers } from './describe'
import { sampleAccount } from './samples'

const route = createRoute({
  method: 'get',
  path: '/v1/account',
  operationId: 'getAccount',
  summary: 'Read the account of the token and the services that can be connected',
  description:
    'Every answer of the API names the account and the role in `Miteos-Account` and `Miteos-Role`. A service that is not in `available_services` is not set up on this server.',
  tags: ['Account'],
  security: bearerSecurity,
  responses: {
    ...readAnswers('The account.', named('Account', accountSchema, sampleAccount)),
    ...problemAnswers(),
  },
})

export function addGetAccount(api: Api, clients: Clients): void {
  api.openapi(route, (c) => {
    const caller = c.get('caller')
    const { accountId, accountName, environment, role, visit } = caller
    const account = accountSchema.parse({
      id: accountId,
      name: accountName,
      environment,
      role,
      actor: actorOf(caller),
      support: visit && { reason: visit.reason, ends_at: new Date(visit.endsAt).toISOString() },
      available_services: services.filter((service) => clients(service, environment)),
    })
    return answerRead(c, withTag(JSON.stringify(account)))
  })
}
