import { isIP } from 'node:net'
import { z } from 'zod'
import { ConfigurationError } from './configuration-error'
import { databaseUrl } from './database-url'
import {
  bearerToken,
  days,
  httpOrigin,
  httpUrl,
  port,
  requestsPerMinute,
  secondsToMs,
  vendorSecret,
} from './env-values'
import { type MailEnv, readMail } from './mail-env'
import { type OidcSettings, readOidc } from './oidc-env'
import {
  type LiveClients,
  type ProviderOrigins,
  readLiveClients,
  readProviderOrigins,
} from './provider-env'
import { type Proxies, readProxies } from './proxy-env'
import { weaknessOfKeys, weaknessOfSecret } from './weak-secret'

/** Parses a secret. `weakness` returns why the secret is too weak, or null when it is strong. */
function strongSecret(weakness: (value: string) => string | null) {
  return z.string().superRefine((value, context) => {
    const reason = weakness(value)
    if (reason) context.addIssue(reason)
  })
}

function isAddressOrRange(entry: string): boolean {
  const [address = '', prefix = '0', ...rest] = entry.trim().split('/')
  const longest = isIP(address) === 6 ? 128 : 32
  return isIP(address) > 0 && rest.length === 0 && /^\d+$/.test(prefix) && Number(prefix) <= longest
}

const schema = z.object({
  APP_URL: httpOrigin.optional(),
  PORT: port,
  TRUSTED_PROXIES: z
    .string()
    .refine((list) => list.split(',').every(isAddressOrRange), 'must be a list of addresses')
    .optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: databaseUrl.optional(),
  NEXTAUTH_SECRET: strongSecret(weaknessOfSecret).optional(),
  VAULT_KEYS: strongSecret(weaknessOfKeys).optional(),
  MITEOS_API_URL: httpUrl.optional(),
  MITEOS_CONNECT_URL: httpUrl.optional(),
  CONNECT_ATTEMPT_TTL_S: secondsToMs(600),
  OAUTH_CODE_TTL_S: secondsToMs(300, { maxSeconds: 300 }),
  HEALTH_CHECK_INTERVAL_S: secondsToMs(900),
  SESSION_IDLE_S: secondsToMs(86_400),
  SESSION_MAX_S: secondsToMs(604_800),
  UPSTREAM_TIMEOUT_S: secondsToMs(10),
  API_REQUESTS_PER_MINUTE: requestsPerMinute(600),
  CONNECTS_PER_MINUTE: requestsPerMinute(60),
  ACTIVITY_DAYS: days(365),
  SLACK_SIGNING_SECRET: vendorSecret.optional(),
  STRIPE_WEBHOOK_SECRET: vendorSecret.optional(),
  METRICS_TOKEN: bearerToken.optional(),
})

type Variables = z.infer<typeof schema>

/** The whole configuration. */
export interface Env {
  appUrl: string
  dataDir: string
  databaseUrl?: string
  nextAuthSecret?: string
  vaultKeys?: string
  /** Set when the dashboard uses a remote Miteos. No platform is embedded then. */
  remote?: { apiUrl: URL; connectUrl: URL }
  liveClients: LiveClients
  providerOrigins: ProviderOrigins
  /** The secrets with which vendors sign what they tell us. */
  signalSecrets: { slack?: string; stripe?: string }
  /** Set when people can sign in with an issuer of OpenID Connect. */
  oidc?: OidcSettings
  /** Set when this server sends mails. */
  mail?: MailEnv
  /** Set when outgoing requests go through a proxy. */
  proxies?: Proxies
  connectAttemptTtlMs: number
  oauthCodeTtlMs: number
  healthCheckIntervalMs: number
  sessionIdleMs: number
  sessionMaxMs: number
  upstreamTimeoutMs: number
  apiRequestsPerMinute: number
  connectsPerMinute: number
  /** How many days the activity is kept; 0 for ever. */
  activityDays: number
  /** The token with which the metrics may be read. Absent when nobody may read them. */
  metricsToken?: string
}

function parseVariables(variables: Record<string, string>): Variables {
  const parsed = schema.safeParse(variables)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ConfigurationError(`${issue?.path.join('.')} ${issue?.message}.`)
}

function remoteOf({ MITEOS_API_URL: apiUrl, MITEOS_CONNECT_URL: connectUrl }: Variables) {
  if (apiUrl && connectUrl) return { remote: { apiUrl, connectUrl } }
  if (!apiUrl && !connectUrl) return {}
  const [missing, set] = apiUrl
    ? ['MITEOS_CONNECT_URL', 'MITEOS_API_URL']
    : ['MITEOS_API_URL', 'MITEOS_CONNECT_URL']
  throw new ConfigurationError(`${missing} is missing: ${set} is set, and they go together.`)
}

function secretsOf({ DATABASE_URL, NEXTAUTH_SECRET, VAULT_KEYS }: Variables) {
  for (const [name, value] of Object.entries({ NEXTAUTH_SECRET, VAULT_KEYS })) {
    if (DATABASE_URL && !value) {
      throw new ConfigurationError(`${name} is missing: it is required when DATABASE_URL is set.`)
    }
  }
  return {
    ...(DATABASE_URL ? { databaseUrl: DATABASE_URL } : {}),
    ...(NEXTAUTH_SECRET ? { nextAuthSecret: NEXTAUTH_SECRET } : {}),
    ...(VAULT_KEYS ? { vaultKeys: VAULT_KEYS } : {}),
  }
}

function signalSecretsOf({ SLACK_SIGNING_SECRET, STRIPE_WEBHOOK_SECRET }: Variables) {
  return {
    ...(SLACK_SIGNING_SECRET ? { slack: SLACK_SIGNING_SECRET } : {}),
    ...(STRIPE_WEBHOOK_SECRET ? { stripe: STRIPE_WEBHOOK_SECRET } : {}),
  }
}

/**
 * Reads and checks every variable. An empty variable counts as not set.
 *
 * @throws {ConfigurationError} about the first wrong variable
 */
export function parseEnv(environment: Record<string, string | undefined>): Env {
  const given: Record<string, string> = {}
  for (const [name, value] of Object.entries(environment)) {
    if (value?.trim()) given[name] = value.trim()
  }
  const variables = parseVariables(given)
  const remote = remoteOf(variables)
  const appUrl = variables.APP_URL ?? `http://localhost:${variables.PORT}`
  return {
    appUrl,
    dataDir: variables.DATA_DIR,
    ...secretsOf(variables),
    ...remote,
    liveClients: readLiveClients(given),
    providerOrigins: readProviderOrigins(given.PROVIDER_ORIGINS),
    signalSecrets: signalSecretsOf(variables),
    ...readOidc(given, 'remote' in remote),
    ...readMail(given, appUrl),
    ...readProxies(given),
    connectAttemptTtlMs: variables.CONNECT_ATTEMPT_TTL_S,
    oauthCodeTtlMs: variables.OAUTH_CODE_TTL_S,
    healthCheckIntervalMs: variables.HEALTH_CHECK_INTERVAL_S,
    sessionIdleMs: variables.SESSION_IDLE_S,
    sessionMaxMs: variables.SESSION_MAX_S,
    upstreamTimeoutMs: variables.UPSTREAM_TIMEOUT_S,
    apiRequestsPerMinute: variables.API_REQUESTS_PER_MINUTE,
    connectsPerMinute: variables.CONNECTS_PER_MINUTE,
    activityDays: variables.ACTIVITY_DAYS,
    ...(variables.METRICS_TOKEN ? { metricsToken: variables.METRICS_TOKEN } : {}),
  }
}

/** Returns the configuration of this process. The admin command calls it too, outside of Next. */
export function readEnv(): Env {
  return parseEnv(process.env)
}

/** Sets the address that next-auth uses. next-auth reads it from this environment variable only. */
export function setNextAuthUrl(appUrl: string): void {
  process.env.NEXTAUTH_URL = appUrl
}

/** True in `next dev`. */
export const isDevelopment = process.env.NODE_ENV === 'development'
