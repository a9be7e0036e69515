import { serve } from '@/lib/http/served-request'
import { within } from '@/lib/http/within'
import { createLimiters } from '@/lib/storage/limiters'
import { createAccountTokens } from './access/account-tokens'
import { createAccounts } from './access/accounts'
import { createPeopleOfAccounts } from './access/people/people-of-accounts'
import { accountIdOf } from './access/person'
import { createSignInLinks } from './access/sign-in-links'
import { createStaff } from './access/staff/staff'
import { createTokenUses } from './access/token-uses'
import { createTokens } from './access/tokens'
import { createActivityLog } from './activity/activity-log'
import { createRefusedRequests } from './activity/refused-requests'
import { createSupportSteps } from './activity/support-steps'
import { createAdministration } from './administering/administration'
import { createRequestLimits } from './api/authenticate'
import { createIdempotency } from './api/idempotency'
import { createV1 } from './api/v1'
import { createApprovalPages } from './approving/approval-pages'
import { createRedirectUris } from './apps/redirect-uris'
import { createReturnAddresses } from './apps/return-addresses'
import { createConnectAttemptList } from './attempts/connect-attempt-list'
import { createConnectAttempts } from './attempts/connect-attempts'
import { listJobs } from './background-jobs'
import { createCodes } from './codes/codes'
import { createConsentPages } from './consent/consent-pages'
import { createBackground } from './core/background'
import { createLateWork } from './core/late-work'
import { createLimit } from './core/limits'
import { logOfRequests } from './core/request-log'
import type { GrantsContext } from './grants/grants-context'
import { createRevocations } from './grants/revocations/revocations'
import { createHandler } from './handler'
import { createInboxes } from './inboxes/inboxes'
import { createWebhookWork } from './inboxes/webhook-work'
import { createChecking } from './integrations/checking/checking'
import { createIntegrations } from './integrations/integrations'
import { createReconnectLinks } from './integrations/reconnect-links'
import { createMailWork } from './mail-work'
import { createClients } from './oauth/client'
import type { Platform, PlatformOptions } from './platform-interface'
import { createPrepareStore } from './prepare-store'
import { createSandbox } from './sandbox/sandbox'
import { createSignals } from './signals/signals'
import { createSimulatedVendors } from './simulated-vendors'
import { createApprovalDecisions } from './tools/approval-decisions'
import { createTools } from './tools/tools'
import { createWebhooks } from './webhooks/webhooks'

/** Creates a complete platform in this process. Opens nothing before the first request or `start`. */
export function createPlatform(options: PlatformOptions): Platform {
  const { settings, storage, keyring, meter, now, whoIsSignedIn, networkFetch } = options
  const log = logOfRequests(options.log)
  const sandbox = createSandbox({
    storage,
    appUrl: settings.appUrl,
    now,
    log,
    findCustomer: (request) => whoIsSignedIn(request).then(accountIdOf),
  })
  const clients = createClients(
    {
      ...{ settings, now, meter },
      report: (error) => log.warn(error.fields, 'a provider refused an optional request'),
    },
    { sandboxFetch: sandbox.handle, networkFetch },
  )
  const lateWork = createLateWork()
  const openLimiter = createLimiters(storage)
  const context: GrantsContext = { settings, storage, keyring, clients, log, lateWork, meter, now }

  const accounts = createAccounts(context)
  const tokens = createTokens(context)
  const connectAttempts = createConnectAttempts(context)
  const codes = createCodes({ storage, keyring, now, ttlMs: settings.oauthCodeTtlMs })
  const revocations = createRevocations(context)
  const idempotency = createIdempotency(context)
  const webhooks = createWebhooks(context)
  const { mails, ...mailWork } = createMailWork(context)
  const tellingContext = { ...context, outbox: webhooks.outbox }
  const checking = createChecking(tellingContext, revocations)
  const { checks, circuits, checkPlan, sweep } = checking
  const inboxes = createInboxes(context)
  const botWebhooks = createWebhookWork(context)
  const signals = createSignals(context, { checks, circuits, inboxes, openLimiter })
  const integrations = createIntegrations(
    { ...tellingContext, codes, connectAttempts, revocations },
    checks,
    createSimulatedVendors(sandbox, { signals, inboxes }, log),
    botWebhooks.afterConnecting,
  )
  const tools = createTools(tellingContext, { revocations, checks, inboxes })
  const signInLinks = createSignInLinks(context, accounts, tokens)
  const people = createPeopleOfAccounts({ ...context, mails })
  const staff = createStaff(context, people.ceremonies)
  const reconnectLinks = createReconnectLinks({ ...context, mails })
  const activityLog = createActivityLog(context)
  const background = createBackground(
    context,
    listJobs(context, {
      ...{
        codes,
        revocations,
        idempotency,
        signInLinks,
        people,
        staff,
        reconnectLinks,
        activityLog,
      },
      ...{ connectAttempts, signals, webhooks, tools, checking, inboxes, botWebhooks, mailWork },
    }),
  )
  const prepareStore = createPrepareStore(context, accounts)

  const answerRequest = createHandler(
    {
      v1: createV1(context, {
        integrations,
        reconnectLinks,
        idempotency,
        tokens,
        tokenUses: createTokenUses(context),
        requestLimits: createRequestLimits(openLimiter, settings.apiRequestsPerMinute),
        accountTokens: createAccountTokens(context),
        clients,
        redirectUris: createRedirectUris(context),
        connectAttempts: createConnectAttemptList(context),
        webhooks,
        people,
        activityLog,
        refusedRequests: createRefusedRequests(context),
        supportSteps: createSupportSteps(context),
        tools,
        prepareStore,
      }),
      consent: createConsentPages({
        ...context,
        codes,
        connectAttempts,
        whoIsSignedIn,
        returnAddresses: createReturnAddresses(context),
        limits: { connects: createLimit(openLimiter, 'connects', settings.connectsPerMinute) },
      }),
      approvals: createApprovalPages({
        ...context,
        whoIsSignedIn,
        decisions: createApprovalDecisions(context),
      }),
      sandbox: (request) => sandbox.handle(request),
      signals: signals.handle,
      unsubscribing: mailWork.unsubscribing,
    },
    meter,
  )

  return {
    handle(request) {
      const response = serve(request, () => answerRequest(request))
      lateWork.add(response)
      return response
    },
    tokens,
    accounts,
    signInLinks,
    people,
    staff,
    breakMails: mailWork.breakMails,
    reconnectLinks,
    administration: createAdministration(context, { checks, circuits, reconnectLinks }),
    async start() {
      await prepareStore()
      await people.singleSignOn.checkAccount()
      await checkPlan.planMissing()
      await checkPlan.shorten()
      background.start()
    },
    async runBackground() {
      await background.run()
      await sweep.ended()
      await signals.ended()
    },
    lastBackgroundRuns: background.lastRuns,
    queues: [
      ...checking.queues,
      { name: 'revocations', readBacklog: revocations.readBacklog },
      { name: 'webhooks', readBacklog: webhooks.readBacklog },
      ...mailWork.queues,
    ],
    circuits: circuits.list,
    async close(withinMs) {
      sweep.stop()
      signals.stop()
      webhooks.courier.stop()
      mails.courier.stop()
      const ended = Promise.all([background.stop(), lateWork.ended()]).then(() => true)
      if (!(await within(ended, withinMs, false))) log.warn({}, 'work was left unfinished')
    },
  }
}
