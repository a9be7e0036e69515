import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { parseEnv } from './env'

const secret = randomBytes(48).toString('base64url')
const keys = `k1:${randomBytes(32).toString('base64')}`
const databaseUrl = 'postgres://miteos@localhost/miteos'

test('no variable has to be set', () => {
  expect(parseEnv({})).toEqual({
    appUrl: 'http://localhost:3000',
    dataDir: '.data',
    liveClients: {},
    providerOrigins: {},
    signalSecrets: {},
    connectAttemptTtlMs: 600_000,
    oauthCodeTtlMs: 300_000,
    healthCheckIntervalMs: 900_000,
    sessionIdleMs: 86_400_000,
    sessionMaxMs: 604_800_000,
    upstreamTimeoutMs: 10_000,
    apiRequestsPerMinute: 600,
    connectsPerMinute: 60,
    activityDays: 365,
  })
})

test('an empty variable counts as not set', () => {
  expect(parseEnv({ APP_URL: '', NEXTAUTH_SECRET: ' ', PORT: '4100' }).appUrl).toBe(
    'http://localhost:4100',
  )
})

test('a slash at the end of APP_URL is removed', () => {
  expect(parseEnv({ APP_URL: 'https://platform.example/' }).appUrl).toBe('https://platform.example')
})

test('a remote Miteos is configured with two URLs', () => {
  const env = parseEnv({
    MITEOS_API_URL: 'https://api.example/miteos/v1/',
    MITEOS_CONNECT_URL: 'https://platform.example/integrations/connect',
  })
  expect(env.remote?.apiUrl.href).toBe('https://api.example/miteos/v1/')
})

test('the secrets of vendors that tell us something are read under the names of the vendors', () => {
  const { signalSecrets } = parseEnv({
    SLACK_SIGNING_SECRET: '8f742231b10e8888abcd99yyyzzz85a5',
    STRIPE_WEBHOOK_SECRET: 'whsec_live_secret_of_stripe',
  })
  expect(signalSecrets).toEqual({
    slack: '8f742231b10e8888abcd99yyyzzz85a5',
    stripe: 'whsec_live_secret_of_stripe',
  })
})

test('a strong secret and strong keys are accepted with DATABASE_URL', () => {
  const env = parseEnv({ DATABASE_URL: databaseUrl, NEXTAUTH_SECRET: secret, VAULT_KEYS: keys })
  expect(env).toMatchObject({ databaseUrl, nextAuthSecret: secret, vaultKeys: keys })
})

test('a weak secret or key is refused, and the message has a command that makes a good one', () => {
  expect(() => parseEnv({ NEXTAUTH_SECRET: 'short' })).toThrow('openssl rand -base64 48')
  expect(() => parseEnv({ VAULT_KEYS: 'k1:c2hvcnQ=' })).toThrow('openssl rand -base64 32')
})

const wrong: [variable: string, environment: Record<string, string>][] = [
  ['APP_URL', { APP_URL: 'platform.example' }],
  ['APP_URL', { APP_URL: 'ftp://platform.example' }],
  ['APP_URL', { APP_URL: 'https://platform.example/miteos' }],
  ['APP_URL', { APP_URL: 'https://user:pass@platform.example' }],
  ['APP_URL', { APP_URL: 'https://platform.example?x=1' }],
  ['SLACK_SIGNING_SECRET', { SLACK_SIGNING_SECRET: '8f742231 b10e8888' }],
  ['STRIPE_WEBHOOK_SECRET', { STRIPE_WEBHOOK_SECRET: 'whsec_' }],
  ['PORT', { PORT: 'http' }],
  ['PORT', { PORT: '0' }],
  ['PORT', { PORT: '70000' }],
  ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.1,proxy' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://localhost/miteos' }],
  ['NEXTAUTH_SECRET', { DATABASE_URL: databaseUrl, VAULT_KEYS: keys }],
  ['VAULT_KEYS', { DATABASE_URL: databaseUrl, NEXTAUTH_SECRET: secret }],
  ['NEXTAUTH_SECRET', { NEXTAUTH_SECRET: 'short' }],
  ['NEXTAUTH_SECRET', { NEXTAUTH_SECRET: 'a'.repeat(64) }],
  ['NEXTAUTH_SECRET', { NEXTAUTH_SECRET: 'please-change-me-before-production-1234' }],
  ['VAULT_KEYS', { VAULT_KEYS: 'k1:c2hvcnQ=' }],
  ['VAULT_KEYS', { VAULT_KEYS: `k1:${Buffer.alloc(32).toString('base64')}` }],
  [
    'VAULT_KEYS',
    {
      VAULT_KEYS: `${keys},k2:${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`,
    },
  ],
  ['MITEOS_CONNECT_URL', { MITEOS_API_URL: 'https://api.example' }],
  ['MITEOS_API_URL', { MITEOS_CONNECT_URL: 'https://platform.example/integrations/connect' }],
  ['MITEOS_API_URL', { MITEOS_API_URL: 'api.example', MITEOS_CONNECT_URL: 'https://a.example/c' }],
  ['SLACK_CLIENT_SECRET', { SLACK_CLIENT_ID: 'a' }],
  ['STRIPE_CLIENT_ID', { STRIPE_SECRET_KEY: 'sk_1' }],
  ['TELEGRAM_BOT_TOKEN', { TELEGRAM_BOT_TOKEN: 'not a token' }],
  ['PROVIDER_ORIGINS', { PROVIDER_ORIGINS: 'jira=https://jira.example' }],
  ['PROVIDER_ORIGINS', { PROVIDER_ORIGINS: 'slack' }],
  ['PROVIDER_ORIGINS', { PROVIDER_ORIGINS: 'slack=http://slack.example' }],
  ['PROVIDER_ORIGINS', { PROVIDER_ORIGINS: 'slack=http://169.254.169.254' }],
  ['PROVIDER_ORIGINS', { PROVIDER_ORIGINS: 'slack=https://slack.example/api' }],
  ['PROVIDER_ORIGINS', { PROVIDER_ORIGINS: 'slack=https://slack.example/api/v3' }],
  ['PROVIDER_ORIGINS', { PROVIDER_ORIGINS: 'github=https://ghe.example/api' }],
  ['PROVIDER_ORIGINS', { PROVIDER_ORIGINS: 'github=http://ghe.example/api/v3' }],
  ['PROVIDER_ORIGINS', { PROVIDER_ORIGINS: 'github=https://ghe.example/api/v3?x=1' }],
  ['PROVIDER_ORIGINS', { PROVIDER_ORIGINS: 'slack=https://a.example,slack=https://b.example' }],
  ['UPSTREAM_TIMEOUT_S', { UPSTREAM_TIMEOUT_S: '0' }],
  ['SESSION_IDLE_S', { SESSION_IDLE_S: '1.5' }],
  ['OAUTH_CODE_TTL_S', { OAUTH_CODE_TTL_S: '301' }],
  ['API_REQUESTS_PER_MINUTE', { API_REQUESTS_PER_MINUTE: '-1' }],
]

for (const [variable, environment] of wrong) {
  const given = Object.entries(environment).map((pair) => pair.join('=').slice(0, 60))
  test(`${given.join(' ')} is refused by a sentence that names ${variable}`, () => {
    expect(() => parseEnv(environment)).toThrow(new RegExp(`^${variable}\\b.*\\.$`))
  })
}
