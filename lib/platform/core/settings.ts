import type { Role } from '@/lib/contract/api/role'
import type { Service } from '@/lib/contract/services/catalogue'

/** Who may sign in with an issuer of OpenID Connect. */
export interface SingleSignOnSettings {
  /** The address of the issuer. */
  issuer: string
  /** The account whose people sign in. Absent when it is the only account. */
  accountId?: string
  /**
   * The role of people whose role neither a claim nor an admin has decided. Null when such people
   * may not sign in.
   */
  defaultRole: Role | null
}

/** The SMTP server to which mails are given, and the sender of all mails. */
export interface MailSettings {
  host: string
  port: number
  /**
   * `tls`: from the first byte. `starttls`: before the sign-in and the mail are sent. `none`: not
   * encrypted.
   */
  encryption: 'tls' | 'starttls' | 'none'
  credentials?: { user: string; pass: string }
  from: { name: string; address: string }
}

/** The settings of the platform. */
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
  /**
   * The secrets with which vendors sign their signals. Without a secret, no live signal of the
   * vendor is accepted.
   */
  signalSecrets: { slack?: string; stripe?: string }
  /** Set when people can sign in with an issuer of OpenID Connect. */
  singleSignOn?: SingleSignOnSettings
  /** How long a person may take from the connect URL to the return from the provider. */
  connectAttemptTtlMs: number
  /** How long one of our codes is valid. */
  oauthCodeTtlMs: number
  /**
   * The time between two checks of an integration. When the last check is older, a GET of the
   * integration checks it too.
   */
  healthCheckIntervalMs: number
  /** The time limit of one call to a provider, including the body. A refresh has its own limit of 60 s. */
  providerTimeoutMs: number
  /** How many requests each token may make per minute; 0 for no limit. */
  apiRequestsPerMinute: number
  /** How many days the activity is kept; 0 for ever. */
  activityDays: number
  /** Absent when no mail is sent. */
  mail?: MailSettings
  /** How many times each person may begin to connect per minute; 0 for no limit. */
  connectsPerMinute: number
}
