import 'server-only'
import type { z } from 'zod'
import { type Account, readAccountSchema } from '@/lib/contract/api/account'
import { type ShownCheck, shownCheckListSchema } from '@/lib/contract/api/check'
import { eventListSchema, type IntegrationEvent } from '@/lib/contract/api/event'
import {
  type ConnectRequest,
  type FaultRequest,
  type ListedIntegration,
  listedIntegrationSchema,
} from '@/lib/contract/api/integration'
import { type Role, roleSchema } from '@/lib/contract/api/role'
import { type ActivityClient, createActivityClient } from './activity-client'
import { type BearerOptions, createBearerCalls } from './bearer-calls'
import { type ConnectAttemptsClient, createConnectAttemptsClient } from './connect-attempts-client'
import { integrationPath, queryOf } from './integration-path'
import { MiteosError } from './miteos-error'
import { createReads } from './miteos-reads'
import { type Api, parseAnswer } from './miteos-transport'
import { createWrites } from './miteos-writes'
import { parseList } from './parsed-lists'
import { createPeopleClient, type PeopleClient } from './people-client'
import type { RateLimitWait } from './rate-limit-waits'
import { createReconnectLinksClient, type ReconnectLinksClient } from './reconnect-links-client'
import { createRedirectUrisClient, type RedirectUrisClient } from './redirect-uris-client'
import type { ResourceCalls } from './resource-calls'
import { createTokensClient, type TokensClient } from './tokens-client'
import { createToolsClient, type ToolsClient } from './tools-client'
import type { UnfinishedReads } from './unfinished-reads'
import { createWebhooksClient, type WebhooksClient } from './webhooks-client'

/** The API client of one person. Every method throws `MiteosError` and nothing else. */
export interface Miteos {
  list: () => Promise<readonly ListedIntegration[]>
  /** Returns the list and the identity of the token. The identity is null when the API does not send it. */
  listAndIdentity: () => Promise<{
    integrations: readonly ListedIntegration[]
    identity: Identity | null
  }>
  get: (id: string) => Promise<ListedIntegration>
  /** Finds an integration in the list, for an API that has only the list. Throws `not_found` when it is missing. */
  findInList: (id: string) => Promise<ListedIntegration>
  /** Connects or reconnects. The request is sent exactly once, and every 2xx is success. */
  connect: (body: ConnectRequest) => Promise<{ integration: ListedIntegration; isNew: boolean }>
  /** Disconnects. Support staff have to give a reason. */
  disconnect: (id: string, reason?: string) => Promise<void>
  /**
   * Disconnects when none of its tools runs. Returns the integration while it waits for that, or
   * null when it is gone.
   */
  disconnectWhenIdle: (id: string, reason?: string) => Promise<ListedIntegration | null>
  check: (id: string) => Promise<ListedIntegration>
  events: (id: string) => Promise<IntegrationEvent[]>
  /** Returns the last checks, newest first. Returns none when the Miteos keeps no checks. */
  checks: (id: string) => Promise<ShownCheck[]>
  injectFault: (id: string, request: FaultRequest) => Promise<void>
  account: () => Promise<Account>
  reconnectLinks: ReconnectLinksClient
  redirectUris: RedirectUrisClient
  tokens: TokensClient
  people: PeopleClient
  activity: ActivityClient
  connectAttempts: ConnectAttemptsClient
  webhooks: WebhooksClient
  tools: ToolsClient
  /**
   * Keeps the running reads, after a page has stopped waiting for them, for the next request of the same
   * session.
   */
  keepUnfinished: () => void
}

/** The account and the role of the token. A Miteos that has only the documented API does not tell them. */
export interface Identity {
  accountId: string
  role: Role | null
}

function identityOf(headers: Headers): Identity | null {
  const accountId = headers.get('miteos-account')
  if (!accountId) return null
  return { accountId, role: roleSchema.safeParse(headers.get('miteos-role')).data ?? null }
}

interface ClientOptions extends BearerOptions {
  rateLimitWait?: RateLimitWait
  unfinishedReads?: UnfinishedReads
}

export function createMiteos(
  api: Api,
  { bearer, bearerAfterRefusal, requestId, rateLimitWait, unfinishedReads }: ClientOptions,
): Miteos {
  const { call, get } = createBearerCalls(api, { bearer, bearerAfterRefusal, requestId })

  const { read, keepUnfinished } = createReads({
    get,
    requestId,
    timeoutMs: api.timeoutMs,
    rateLimitWait,
    unfinishedReads,
  })

  const parseAs =
    <T>(schema: z.ZodType<T>) =>
    (text: string) =>
      parseAnswer(text, schema, requestId)

  /**
   * Reads the list. Every Miteos has a list, so a 404 comes from a server that is no Miteos. The error is then
   * `invalid`, not `not_found`.
   */
  const readList = () =>
    read('/integrations', (text) => parseList(text, requestId)).catch((error: unknown) => {
      const isNotFound = error instanceof MiteosError && error.kind === 'not_found'
      throw isNotFound ? new MiteosError('invalid', { requestId, status: 404 }) : error
    })

  const { write, remove } = createWrites({
    call,
    timeoutMs: api.timeoutMs,
    forgetUnfinishedReads: unfinishedReads?.forget,
  })

  const post = (path: string, body?: unknown, timeoutMs?: number) =>
    write('POST', path, body, timeoutMs)

  const calls: ResourceCalls = {
    read: (path, schema) => read(path, parseAs(schema)),
    async post(path, body, schema, timeoutMs) {
      const { text, response } = await post(path, body, timeoutMs)
      return { value: parseAnswer(text, schema, requestId), status: response.status }
    },
    async patch(path, body, schema) {
      const { text } = await write('PATCH', path, body)
      return parseAnswer(text, schema, requestId)
    },
    async remove(path) {
      await remove(path)
    },
  }

  return {
    keepUnfinished,
    list: async () => (await readList()).value,
    async listAndIdentity() {
      const { value, headers } = await readList()
      return { integrations: value, identity: identityOf(headers) }
    },
    get: async (id) => (await read(integrationPath(id), parseAs(listedIntegrationSchema))).value,
    async findInList(id) {
      const { value } = await readList()
      const found = value.find((integration) => integration.id === id)
      if (!found) throw new MiteosError('not_found', { requestId })
      return found
    },
    events: async (id) =>
      (await read(integrationPath(id, '/events'), parseAs(eventListSchema))).value,
    checks: (id) =>
      read(integrationPath(id, '/checks'), parseAs(shownCheckListSchema)).then(
        ({ value }) => value,
        (error: unknown) => {
          if (error instanceof MiteosError && error.kind === 'not_found') return []
          throw error
        },
      ),
    account: async () => (await read('/account', parseAs(readAccountSchema))).value,
    async connect(body) {
      const { text, response } = await post('/integrations', body)
      const integration = parseAnswer(text, listedIntegrationSchema, requestId)
      return { integration, isNew: response.status === 201 }
    },
    async check(id) {
      const { text } = await post(integrationPath(id, '/check'))
      return parseAnswer(text, listedIntegrationSchema, requestId)
    },
    async injectFault(id, request) {
      await post(integrationPath(id, '/faults'), request)
    },
    disconnect: (id, reason) => calls.remove(integrationPath(id, queryOf({ reason }))),
    async disconnectWhenIdle(id, reason) {
      const answer = await remove(integrationPath(id, queryOf({ when: 'idle', reason })))
      if (answer?.response.status !== 202) return null
      return parseAnswer(answer.text, listedIntegrationSchema, requestId)
    },
    reconnectLinks: createReconnectLinksClient(calls),
    redirectUris: createRedirectUrisClient(calls),
    tokens: createTokensClient(calls),
    people: createPeopleClient(calls),
    activity: createActivityClient(calls),
    connectAttempts: createConnectAttemptsClient(calls),
    webhooks: createWebhooksClient(calls),
    tools: createToolsClient(calls),
  }
}
