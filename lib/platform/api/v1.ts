import { withTag } from '@/lib/http/entity-tag'
import { within } from '@/lib/http/within'
import type { AccountTokens } from '../access/account-tokens'
import type { PeopleOfAccounts } from '../access/people/people-of-accounts'
import type { TokenUses } from '../access/token-uses'
import type { Tokens } from '../access/tokens'
import type { ActivityLog } from '../activity/activity-log'
import type { RefusedRequests } from '../activity/refused-requests'
import type { SupportSteps } from '../activity/support-steps'
import type { RedirectUris } from '../apps/redirect-uris'
import type { ConnectAttemptList } from '../attempts/connect-attempt-list'
import { storeUnavailable } from '../core/api-problem'
import type { PlatformContext } from '../core/context'
import type { Integrations } from '../integrations/integrations'
import type { ReconnectLinks } from '../integrations/reconnect-links'
import { createAnswerMcp } from '../mcp/mcp-server'
import type { Clients } from '../oauth/client'
import type { Tools } from '../tools/tools'
import type { Webhooks } from '../webhooks/webhooks'
import { addMcp } from './add-mcp'
import { addPeople } from './add-people'
import { addToolOperations } from './add-tool-operations'
import { addWebhooks } from './add-webhooks'
import { refuseOtherMethods } from './allowed-methods'
import { answerRead } from './answer-read'
import { type Api, createApi } from './api'
import { authenticate, type RequestLimits } from './authenticate'
import { addChangeIntegration } from './change-integration'
import { addCheckIntegration } from './check-integration'
import { addConnectIntegration } from './connect-integration'
import { addCreateReconnectLink } from './create-reconnect-link'
import { addCreateToken } from './create-token'
import { addDeleteRedirectUri } from './delete-redirect-uri'
import { describeHeaders } from './described-headers'
import { addDisconnectIntegration } from './disconnect-integration'
import { everyAnswer } from './every-answer'
import { addGetAccount } from './get-account'
import { addGetConnectAttempt } from './get-connect-attempt'
import { addGetIntegration } from './get-integration'
import type { Idempotency } from './idempotency'
import { addInjectFault } from './inject-fault'
import { addListActivity } from './list-activity'
import { addListChecks } from './list-checks'
import { addListConnectAttempts } from './list-connect-attempts'
import { addListEvents } from './list-events'
import { addListIntegrations } from './list-integrations'
import { addListRedirectUris } from './list-redirect-uris'
import { addListTokens } from './list-tokens'
import { openApiDocument } from './openapi-document'
import { describeExamples } from './problem-examples'
import { recordRequests } from './record-requests'
import { addRegisterRedirectUri } from './register-redirect-uri'
import { requireJsonBody } from './request-body'
import { addResetAccount } from './reset-account'
import { addRevokeToken } from './revoke-token'

/** A request waits at most this long while the store is being prepared, possibly by another server. */
const maxPrepareWaitMs = 3000

interface Parts {
  integrations: Integrations
  reconnectLinks: ReconnectLinks
  idempotency: Idempotency
  tokens: Tokens
  tokenUses: TokenUses
  requestLimits: RequestLimits
  accountTokens: AccountTokens
  clients: Clients
  redirectUris: RedirectUris
  connectAttempts: ConnectAttemptList
  webhooks: Webhooks
  people: PeopleOfAccounts
  activityLog: ActivityLog
  refusedRequests: RefusedRequests
  supportSteps: SupportSteps
  tools: Tools
  /**
   * Prepares the store, once. Resolves when the store can be used. Rejects when the store is unavailable or was
   * sealed with other keys. The answer to the request is then 503.
   */
  prepareStore: () => Promise<void>
}

/** Creates the API below `/v1`. */
export function createV1(
  { settings, log, meter, now }: Pick<PlatformContext, 'settings' | 'log' | 'meter' | 'now'>,
  parts: Parts,
): Api {
  const { integrations, idempotency, clients, redirectUris, accountTokens, connectAttempts } = parts
  const { prepareStore } = parts
  const api = createApi({ log, appUrl: settings.appUrl })
  api.use(everyAnswer({ log, meter }, settings.appUrl))
  // The document is created below, after all routes were added.
  api.get('/v1/openapi.json', (c) => answerRead(c, taggedDocument))
  api.use(async (_, next) => {
    const isReady = await within(
      prepareStore().then(() => true),
      maxPrepareWaitMs,
      false,
    )
    if (isReady) return next()
    throw storeUnavailable(new Error('the store is still being prepared'))
  })
  api.use(authenticate(parts.tokens, parts.tokenUses, parts.requestLimits))
  api.use(recordRequests(api, parts))
  addMcp(api, createAnswerMcp(parts.tools), { log, appUrl: settings.appUrl })
  api.use(requireJsonBody)
  addListIntegrations(api, integrations)
  addConnectIntegration(api, { integrations, idempotency, appUrl: settings.appUrl })
  addGetIntegration(api, integrations)
  addDisconnectIntegration(api, integrations, parts.tools)
  addChangeIntegration(api, integrations)
  addCheckIntegration(api, integrations)
  addListEvents(api, integrations)
  addListChecks(api, integrations)
  addCreateReconnectLink(api, parts.reconnectLinks)
  addInjectFault(api, integrations)
  addResetAccount(api, integrations)
  addGetAccount(api, clients)
  addListRedirectUris(api, redirectUris, settings.appUrl)
  addRegisterRedirectUri(api, redirectUris)
  addDeleteRedirectUri(api, redirectUris)
  addListTokens(api, accountTokens, settings.appUrl)
  addCreateToken(api, accountTokens, idempotency)
  addRevokeToken(api, accountTokens)
  addListConnectAttempts(api, connectAttempts, settings.appUrl)
  addGetConnectAttempt(api, connectAttempts)
  addWebhooks(api, parts.webhooks, { idempotency, appUrl: settings.appUrl })
  addPeople(api, parts.people, settings.appUrl)
  addListActivity(api, { ...parts, appUrl: settings.appUrl })
  addToolOperations(api, parts.tools, { appUrl: settings.appUrl, now })
  refuseOtherMethods(api)
  describeHeaders(api)
  describeExamples(api, settings.appUrl)
  const taggedDocument = withTag(JSON.stringify(openApiDocument(api, settings.appUrl)))
  return api
}
