import type { Log } from '@/lib/http/log'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import type { Accounts } from './access/accounts'
import type { PeopleOfAccounts } from './access/people/people-of-accounts'
import type { WhoIsSignedIn } from './access/person'
import type { SignInLinks } from './access/sign-in-links'
import type { Staff } from './access/staff/staff'
import type { Tokens } from './access/tokens'
import type { Administration } from './administering/administration'
import type { BreakMailChoices } from './breaks/break-mail-choices'
import type { Background } from './core/background'
import type { Meter } from './core/meter'
import type { Queue } from './core/queue'
import type { PlatformSettings } from './core/settings'
import type { Circuits } from './integrations/checking/circuits'
import type { ReconnectLinks } from './integrations/reconnect-links'

/** The parts from which a platform is created. */
export interface PlatformOptions {
  settings: PlatformSettings
  storage: Storage
  keyring: Keyring
  log: Log
  meter: Meter
  now: () => number
  whoIsSignedIn: WhoIsSignedIn
  /** Sends requests to the vendors in the live environment. */
  networkFetch: (request: Request) => Promise<Response>
}

export interface Platform {
  /** Answers everything below `/v1`, `/integrations/connect`, `/approvals`, `/sandbox`, `/signals` and `/unsubscribe`. */
  handle: (request: Request) => Promise<Response>
  tokens: Tokens
  accounts: Accounts
  signInLinks: SignInLinks
  people: PeopleOfAccounts
  staff: Staff
  /** Whether this server sends mails, and who gets those about integrations that broke. */
  breakMails: BreakMailChoices & { areSent: boolean }
  reconnectLinks: ReconnectLinks
  administration: Administration
  /**
   * Prepares the store and starts the background work. Rejects when the store cannot be used, or when the account
   * that is configured for single sign-on does not exist. May be called again after that; until the store is
   * prepared, `/v1` answers 503.
   */
  start: () => Promise<void>
  /** Runs every background job once now, and waits for the checks that the jobs and the signals have begun. */
  runBackground: () => Promise<void>
  /** Returns when each background job last succeeded, in milliseconds since 1970. */
  lastBackgroundRuns: Background['lastRuns']
  /** The queues of the background work. */
  queues: readonly Queue[]
  /** Returns each provider that was asked since the start, and whether this process leaves it alone for a while. */
  circuits: Circuits['list']
  /**
   * Stops the background work, and waits at most `withinMs` for the jobs and requests that are running. A request
   * counts even when its client has closed the connection, because only the request knows the grant that it
   * obtained. Leaves the store open.
   */
  close: (withinMs: number) => Promise<void>
}
