import type { PeopleOfAccounts } from './access/people/people-of-accounts'
import type { SignInLinks } from './access/sign-in-links'
import type { Staff } from './access/staff/staff'
import type { ActivityLog } from './activity/activity-log'
import { sweepProblemReferences } from './activity/problem-references'
import type { Idempotency } from './api/idempotency'
import type { ConnectAttempts } from './attempts/connect-attempts'
import type { Codes } from './codes/codes'
import { createExpiredHoldsJob } from './codes/expired-holds'
import { sweepTransactions } from './consent/sweep-transactions'
import type { Job } from './core/background'
import type { GrantsContext } from './grants/grants-context'
import type { Revocations } from './grants/revocations/revocations'
import type { Inboxes } from './inboxes/inboxes'
import type { WebhookWork } from './inboxes/webhook-work'
import type { Checking } from './integrations/checking/checking'
import type { ReconnectLinks } from './integrations/reconnect-links'
import type { MailWork } from './mail-work'
import type { Signals } from './signals/signals'
import type { Tools } from './tools/tools'
import type { Webhooks } from './webhooks/webhooks'

const intervalMs = 30_000
/** The interval of the jobs that begin what is due. */
const shortIntervalMs = 1000

interface Parts {
  codes: Codes
  revocations: Revocations
  idempotency: Idempotency
  signInLinks: SignInLinks
  people: PeopleOfAccounts
  staff: Staff
  reconnectLinks: ReconnectLinks
  activityLog: ActivityLog
  connectAttempts: ConnectAttempts
  signals: Signals
  webhooks: Webhooks
  tools: Tools
  checking: Checking
  inboxes: Inboxes
  botWebhooks: WebhookWork
  mailWork: Pick<MailWork, 'jobs'>
}

/** Returns all background work of the platform. Its names appear in the log and in `/readyz`. */
export function listJobs(context: GrantsContext, parts: Parts): Job[] {
  const { codes, revocations, people, staff, tools, checking, webhooks } = parts
  const jobs = {
    expired_holds: createExpiredHoldsJob(context, { codes, revocations }),
    revocations: revocations.revokeDue,
    codes: codes.sweep,
    idempotency_keys: parts.idempotency.sweep,
    sign_in_links: parts.signInLinks.sweep,
    people: people.sweep,
    support_visits: staff.visits.sweep,
    reconnect_links: parts.reconnectLinks.sweep,
    activity: parts.activityLog.sweep,
    problem_references: () => sweepProblemReferences(context),
    transactions: () => sweepTransactions(context),
    connect_attempts: parts.connectAttempts.sweep,
    signals: parts.signals.sweep,
    webhook_deliveries: webhooks.sweep,
    tool_calls: tools.sweep,
    check_plan: checking.checkPlan.planMissing,
    bot_posts: parts.inboxes.sweep,
    bot_webhooks: parts.botWebhooks.setMissing,
  }
  return [
    ...Object.entries(jobs).map(([name, run]) => ({ name, intervalMs, run })),
    { name: 'idle_disconnects', intervalMs: shortIntervalMs, run: tools.runIdleDisconnects },
    { name: 'checks', intervalMs: shortIntervalMs, run: checking.sweep.run },
    { name: 'webhook_messages', intervalMs: shortIntervalMs, run: webhooks.courier.start },
    ...parts.mailWork.jobs,
  ]
}
