import { createRoute } from '@hono/zod-openapi'
import { accountSchema } from '@/lib/contract/account'
import { services } from '@/lib/contract/catalogue'
import type { Clients } from '../context'
import type { Api } from './api'
import { bearer, json, named, problems } from './describe'

const route = createRoute({
  method: 'get',
  path: '/v1/account',
  operationId: 'getAccount',
  summary: 'Whose token this is, and what can be connected',
  tags: ['Account'],
  security: bearer,
  responses: { 200: json('The account.', named('Account', accountSchema)), ...problems() },
})

export function addGetAccount(api: Api, clients: Clients): void {
  api.openapi(route, (c) => {
    const { accountId, accountName, environment, role } = c.get('caller')
    const account = accountSchema.parse({
      id: accountId,
      name: accountName,
      environment,
      role,
      available_services: services.filter((service) => clients(service, environment)),
    })
    return c.json(account, 200)
  })
}
