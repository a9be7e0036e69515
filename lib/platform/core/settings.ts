import type { Role } from '@/lib/contract/api/role'
import type { Service } from '@/lib/contract/services/catalogue'

/** Who may come in with an issuer of OpenID Connect. */
export interface SingleSignOnSettings {
  /** The address of the issuer. */
  issuer: string
  /** The account whose people sign in. Absent when it is the only account. */
  accountId?: string
  /** The role of somebody for whom neither a claim nor an admin has decided. Null when such a person may not come in. */
  defaultRole: Role | null
}

/** The server that passes on our mails, and the sender that they name. */
export interface MailSettings {
  host: string
  port: number
  /** `tls` from the first byte, `starttls` before anything else is said, or `none`. */
  encryption: 'tls' | 'starttls' | 'none'
  credentials?: { user: string; pass: string }
  from: { name: string; address: string }
}

/** The settings of the platform. All times are in milliseconds. */
export interface PlatformSettings {
  /** The public origin of the server, without a trailing slash. */
  appUrl: string
  /** The clients that the vendors registered for this server, for live accounts. Telegram's secret is the bot token. */
  liveClients: Partial<Record<Service, { id: string; secret: string }>>
  /**
   * Addresses that replace those of a vendor in the live environment. Each is an origin, or the address of the
   * vendor's API when a customer runs the vendor's software with its API below a path
   * (`https://ghe.example.com/api/v3`).
   */
  providerOrigins: Partial<Record<Service, string>>
  /** The secrets with which vendors sign what they tell us. A vendor without one is not listened to. */
  signalSecrets: { slack?: string; stripe?: string }
  /** Set when people can sign in with an issuer of OpenID Connect. */
  singleSignOn?: SingleSignOnSettings
  /** The time that a person may spend at the provider. */
  connectAttemptTtlMs: number
  /** The life of a code. */
  oauthCodeTtlMs: number
  /** The time between two checks of an integration, and the age of its last check from which on a GET checks it too. */
  healthCheckIntervalMs: number
  /** The time limit of one call to a provider, including the body. A refresh has its own limit of 60 s. */
  providerTimeoutMs: number
  /** The requests per minute and token; 0 for no limit. */
  apiRequestsPerMinute: number
  /** How many days the activity is kept; 0 for ever. */
  activityDays: number
  /** Absent when no mail is sent. */
  mail?: MailSettings
  /** The connects per minute and person; 0 for no limit. */
  connectsPerMinute: number
}
