import { createRoute } from '@hono/zod-openapi'
import { createTokenRequestSchema, newTokenSchema, tokenSchema } from '@/lib/contract/api/token'
import { type AccountTokens, requireMayCreate } from '../access/account-tokens'
import type { Api } from './api'
import {
  apiToken,
  bearerSecurity,
  bodyProblems,
  jsonAnswer,
  jsonBody,
  named,
  problemAnswers,
} from './describe'
import type { Idempotency } from './idempotency'
import { keyHeader, replayable } from './idempotency-key'
import { requireOperation } from './require-operation'
import { sampleCreateTokenRequest, sampleNewToken } from './samples'

const { name, expires_in_days } = createTokenRequestSchema.shape
const describedRequest = createTokenRequestSchema.extend({
  name: name.clone().openapi({
    description: 'Printable characters. Spaces at both ends are removed.',
    // Many validators of JSON Schema do not know the `\P{C}` of the schema.
    pattern: '^[^\\u0000-\\u001f\\u007f-\\u009f]+$',
  }),
  expires_in_days: expires_in_days.clone().openapi({
    description: 'Without it, the token does not expire.',
    format: 'int32',
  }),
})
const body = named('CreateTokenRequest', describedRequest, sampleCreateTokenRequest)
const created = named('NewToken', newTokenSchema, sampleNewToken)

const route = createRoute({
  method: 'post',
  path: '/v1/tokens',
  operationId: 'createToken',
  summary: 'Create an API token',
  description:
    'The answer is the only one that contains `token`; Miteos keeps its hash and its last four characters. A token creates tokens of its own environment only, with no more rights than its own. A request that is repeated with its `Idempotency-Key` creates nothing and gets the token without its secret: if the first answer was lost, revoke the token and create another one. For admins.',
  tags: ['API tokens'],
  security: bearerSecurity,
  middleware: requireOperation('manage_tokens'),
  request: {
    headers: keyHeader,
    body: { ...jsonBody('The name and the rights of the token.', body), required: true },
  },
  responses: {
    200: replayable(
      jsonAnswer('The token was created before with this `Idempotency-Key`.', apiToken),
    ),
    201: jsonAnswer('Created.', created),
    ...problemAnswers(
      ...bodyProblems,
      'role_may_not_manage_tokens',
      'token_of_other_environment',
      'idempotency_conflict',
    ),
  },
})

export function addCreateToken(api: Api, tokens: AccountTokens, idempotency: Idempotency): void {
  api.openapi(route, async (c) => {
    const caller = c.get('caller')
    const request = c.req.valid('json')
    const key = c.req.valid('header')['Idempotency-Key']
    if (key === undefined) return c.json(await tokens.create(caller, request), 201)
    requireMayCreate(caller, request)
    const first: { token?: string } = {}
    const { answer } = await idempotency.once(
      { caller, key, content: JSON.stringify(request) },
      async () => {
        const { token, ...record } = await tokens.create(caller, request)
        first.token = token
        return { status: 200, body: JSON.stringify(record) }
      },
      ({ body }) => tokenSchema.parse(JSON.parse(body)),
    )
    if (first.token !== undefined) return c.json({ ...answer, token: first.token }, 201)
    c.header('idempotency-replayed', 'true')
    return c.json(answer, 200)
  })
}
