import { createRoute } from '@hono/zod-openapi'
import {
  type ConnectRequest,
  connectRequestSchema,
  integrationSchema,
} from '@/lib/contract/api/integration'
import { problemStatus } from '@/lib/contract/api/problem'
import type { Caller } from '../access/caller'
import { ApiProblem } from '../core/api-problem'
import { problemBody, readStoredProblem } from '../core/problem-response'
import type { Integrations } from '../integrations/integrations'
import { SpentProblem } from '../integrations/spent-problem'
import type { Api } from './api'
import {
  bearerSecurity,
  bodyProblems,
  describedIntegration,
  jsonAnswer,
  jsonBody,
  named,
  problemAnswers,
} from './describe'
import type { Idempotency, StoredAnswer } from './idempotency'
import { keyHeader, replayable, replayableProblems } from './idempotency-key'
import { sampleConnectRequest } from './samples'

const body = named('ConnectRequest', connectRequestSchema, sampleConnectRequest)

const route = createRoute({
  method: 'post',
  path: '/v1/integrations',
  operationId: 'connectIntegration',
  summary: 'Connect or reconnect a service',
  description:
    'When the account is already connected, its integration keeps `id` and `connected_at` and gets the new grant. Telegram needs no `oauth_code`.',
  tags: ['Integrations'],
  security: bearerSecurity,
  request: {
    headers: keyHeader,
    body: { ...jsonBody('What to connect.', body), required: true },
  },
  responses: {
    200: replayable(jsonAnswer('Reconnected.', describedIntegration)),
    201: replayable(jsonAnswer('Connected.', describedIntegration)),
    ...replayableProblems(
      problemAnswers(
        ...bodyProblems,
        'missing_oauth_code',
        'invalid_oauth_code',
        'expired_oauth_code',
        'unknown_oauth_code',
        'role_may_not_connect',
        'not_found',
        'account_mismatch',
        'ended_reconnect_link',
        'idempotency_conflict',
        'invalid_scope',
        'provider_error',
        'provider_timeout',
      ),
    ),
  },
})

interface Parts {
  integrations: Integrations
  idempotency: Idempotency
  /** The public origin, where each problem has a page. */
  appUrl: string
}

export function addConnectIntegration(api: Api, parts: Parts): void {
  const { integrations, idempotency } = parts
  api.openapi(route, async (c) => {
    const caller = c.get('caller')
    const request = c.req.valid('json')
    const key = c.req.valid('header')['Idempotency-Key']
    if (key === undefined) {
      const connected = await integrations.connect(caller, request)
      return c.json(connected.integration, connected.wasCreated ? 201 : 200)
    }
    const { answer, replayed } = await idempotency.once(
      { caller, key, content: JSON.stringify(request) },
      () => connectForKey(parts, caller, request, c.get('requestId')),
      readStoredAnswer,
    )
    if (replayed) c.header('idempotency-replayed', 'true')
    if (answer instanceof ApiProblem) throw answer
    return c.json(answer.integration, answer.wasCreated ? 201 : 200)
  })
}

/**
 * Returns the problem or the integration in an answer that was stored for a key. Throws when this version cannot
 * read the answer.
 */
function readStoredAnswer({ status, body }: StoredAnswer) {
  if (status >= 400) return readStoredProblem(body)
  return { integration: integrationSchema.parse(JSON.parse(body)), wasCreated: status === 201 }
}

/** Returns the answer to store for a key. Throws when no code was spent, because such a refusal is not stored. */
async function connectForKey(
  { integrations, appUrl }: Pick<Parts, 'integrations' | 'appUrl'>,
  caller: Caller,
  request: ConnectRequest,
  requestId: string,
): Promise<StoredAnswer> {
  try {
    const { integration, wasCreated } = await integrations.connect(caller, request)
    return { status: wasCreated ? 201 : 200, body: JSON.stringify(integration) }
  } catch (error) {
    if (!(error instanceof SpentProblem)) throw error
    return {
      status: problemStatus[error.code],
      body: JSON.stringify(problemBody(error, requestId, appUrl)),
    }
  }
}
