import 'server-only'
import type { DescribedTool } from '@/lib/contract/api/tool'
import type { Log } from '@/lib/http/log'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { createLimiters } from '@/lib/storage/limiters'
import { type Attempts, createAttempts } from './attempts/attempts'
import { type ApiDocumentReader, createApiDocumentReader } from './developers/api-document-reader'
import type { Env } from './env/env'
import type { OidcSettings } from './env/oidc-env'
import type { Metrics } from './metrics/metrics'
import type { Api } from './miteos/miteos-transport'
import { createRateLimitWaits, type RateLimitWaitsByPerson } from './miteos/rate-limit-waits'
import { createUnfinishedReads, type UnfinishedReadsBySession } from './miteos/unfinished-reads'
import type { Issuer } from './oidc/issuer'
import { renewAt } from './oidc/renew-at'
import type { EmbeddedAdministration } from './people/embedded-administration'
import type { EmbeddedBreakMails } from './people/embedded-break-mails'
import type { EmbeddedPeople } from './people/embedded-people'
import type { EmbeddedReconnectLinks } from './people/embedded-reconnect-links'
import type { EmbeddedStaff } from './people/embedded-staff'
import { type Bearers, createBearers } from './sessions/bearers'
import { createSessions, type Sessions } from './sessions/sessions'
import { createRunOncePerForm, type RunOncePerForm } from './settings/run-once-per-form'
import { createSignInLimit, type SignInLimit } from './sign-in/sign-in-limit'
import { createStaffSessions, type StaffSessions } from './staff/staff-sessions'
import { createVisits, type Visits } from './visits/visits'

/** The embedded platform, as far as the dashboard uses it. */
export interface EmbeddedMiteos {
  /** Answers every request below `/v1`, `/integrations/connect`, `/approvals`, `/signals`, `/sandbox` and `/unsubscribe`. */
  handle: (request: Request) => Promise<Response>
  signInLinks: {
    /** Creates a link and returns its secret. */
    create: () => Promise<string>
    /**
     * Spends a link and returns the new API token. The outcome is `used` when an earlier call has spent the link, at
     * the time `at`, in milliseconds since 1970.
     */
    spend: (
      secret: string,
    ) => Promise<
      | { outcome: 'spent'; token: string; tokenId: string; accountId: string }
      | { outcome: 'used'; at: number }
      | { outcome: 'expired' | 'unknown' }
    >
    hasAnybodySignedIn: () => Promise<boolean>
    /** Records that somebody has signed in. */
    markSignedIn: () => Promise<void>
  }
  people: EmbeddedPeople
  staff: EmbeddedStaff
  breakMails: EmbeddedBreakMails
  reconnectLinks: EmbeddedReconnectLinks
  administration: EmbeddedAdministration
  /** Revokes the token that a session got when it began. Does nothing when the session uses a token that somebody entered. */
  revokeToken: (session: { tokenId: string | null; accountId: string | null }) => Promise<void>
  /** Returns the description of every tool, for the documentation. */
  describeTools: () => readonly DescribedTool[]
  /** Starts the background work and resolves once it runs. Rejects when the store cannot be used; it may be called again then. */
  start: () => Promise<void>
  /**
   * Returns, for each background job, when it last ended without an error, in milliseconds since 1970. For a job
   * that has never ended without an error, returns the time at which the background work started, or null when it has not started.
   */
  lastBackgroundRuns: () => Record<string, number | null>
  /** The queues of its background work. */
  queues: readonly {
    name: string
    /** Returns the work that is due, with the time at which the oldest became due, or null when nothing is due. */
    readBacklog: () => Promise<{ length: number; oldestDueAt: number | null }>
  }[]
  /**
   * Returns each provider that this process has worked with, and whether the process leaves it
   * alone because it fails for many integrations.
   */
  circuits: () => { provider: { service: string; environment: string }; isLeftAlone: boolean }[]
  /** Closes the platform. Work that still runs has `withinMs` milliseconds to end. */
  close: (withinMs: number) => Promise<void>
}

export type DashboardSettings = Pick<
  Env,
  | 'appUrl'
  | 'connectAttemptTtlMs'
  | 'oauthCodeTtlMs'
  | 'apiRequestsPerMinute'
  | 'connectsPerMinute'
  | 'sessionIdleMs'
  | 'sessionMaxMs'
  | 'metricsToken'
> & { nextAuthSecret: string }

/** The issuer of OpenID Connect with which people sign in. */
export interface SignOn {
  settings: OidcSettings
  issuer: Issuer
}

export interface DashboardParts {
  settings: DashboardSettings
  storage: Storage
  keyring: Keyring
  log: Log
  now: () => number
  api: Api
  /** The address to which people are sent to connect. */
  connectUrl: string
  /** True when the store is a database server, which may start later than this server. */
  isStoreElsewhere: boolean
  /** Null when the dashboard uses a remote Miteos. */
  embedded: EmbeddedMiteos | null
  /** Null when people sign in without an issuer. */
  singleSignOn: SignOn | null
  /** Null when no `METRICS_TOKEN` is set, so that nobody may read them. */
  metrics: Metrics | null
}

/** Everything that the handlers of the dashboard use. */
export interface Dashboard extends DashboardParts {
  sessions: Sessions
  staffSessions: StaffSessions
  bearers: Bearers
  attempts: Attempts
  visits: Visits
  apiDocument: ApiDocumentReader
  rateLimitWaits: RateLimitWaitsByPerson
  unfinishedReads: UnfinishedReadsBySession
  signInLimit: SignInLimit
  /** Used by the forms that create a secret, which is shown once. */
  runOncePerForm: RunOncePerForm
}

export function createDashboard(parts: DashboardParts): Dashboard {
  const { storage, keyring, now, settings, log } = parts
  return {
    ...parts,
    sessions: createSessions({
      storage,
      keyring,
      now,
      idleMs: settings.sessionIdleMs,
      maxMs: settings.sessionMaxMs,
      onExpired: (session) => {
        parts.embedded?.revokeToken(session).catch((error: unknown) => {
          log.error({ err: error }, 'the token of an ended session could not be revoked')
        })
      },
    }),
    staffSessions: createStaffSessions({
      storage,
      now,
      idleMs: settings.sessionIdleMs,
      maxMs: settings.sessionMaxMs,
    }),
    bearers: createBearers({
      storage,
      keyring,
      log,
      now,
      renew: renewAt(parts.singleSignOn, log),
      patienceMs: parts.api.timeoutMs,
    }),
    visits: createVisits({ storage, now }),
    attempts: createAttempts({ storage, keyring, log, now, ttlMs: settings.connectAttemptTtlMs }),
    apiDocument: createApiDocumentReader(parts.api),
    rateLimitWaits: createRateLimitWaits(now),
    unfinishedReads: createUnfinishedReads(),
    signInLimit: createSignInLimit(createLimiters(storage)),
    runOncePerForm: createRunOncePerForm({ storage, keyring, log, now }),
  }
}
