import type { Service } from '@/lib/contract/services/catalogue'

/** What the platform is told by its owner; all times in milliseconds. */
export interface PlatformSettings {
  /** The one public origin, without a trailing slash. */
  appUrl: string
  /** Our own registrations at the vendors, for live accounts. Telegram's secret is its bot token. */
  liveClients: Partial<Record<Service, { id: string; secret: string }>>
  /**
   * Addresses that stand in for a vendor's, in the live environment: an origin, or where the vendor is
   * installed elsewhere with its API below a path, that API (`https://ghe.example.com/api/v3`).
   */
  providerOrigins: Partial<Record<Service, string>>
  connectAttemptTtlMs: number
  oauthCodeTtlMs: number
  healthCheckIntervalMs: number
  /** How long one call to a provider may take, all in all. A refresh has its own 60 s. */
  providerTimeoutMs: number
  /** Requests per minute and token; 0 for no limit. */
  apiRequestsPerMinute: number
  /** Connects per minute and person; 0 for no limit. */
  connectsPerMinute: number
}
