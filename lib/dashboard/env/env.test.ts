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
  expect(env.remote?.connectUrl.href).toBe('https://platform.example/integrations/connect')
})

test('the signing secrets of Slack and Stripe are read', () => {
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

const digits = Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')
const zeros = Buffer.alloc(32).toString('base64')

const refusedVariables: [fault: string, variable: string, environment: Record<string, string>][] = [
  ['an address without a scheme', 'APP_URL', { APP_URL: 'platform.example' }],
  ['an address of FTP', 'APP_URL', { APP_URL: 'ftp://platform.example' }],
  ['an address with a path', 'APP_URL', { APP_URL: 'https://platform.example/miteos' }],
  ['an address with a password', 'APP_URL', { APP_URL: 'https://user:pass@platform.example' }],
  ['an address with a query', 'APP_URL', { APP_URL: 'https://platform.example?x=1' }],
  ['a word', 'PORT', { PORT: 'http' }],
  ['the port 0', 'PORT', { PORT: '0' }],
  ['a port above 65535', 'PORT', { PORT: '70000' }],
  ['the name of a proxy', 'TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.1,proxy' }],
  ['the URL of another database', 'DATABASE_URL', { DATABASE_URL: 'mysql://localhost/miteos' }],
  ['a database alone', 'NEXTAUTH_SECRET', { DATABASE_URL: databaseUrl, VAULT_KEYS: keys }],
  ['a database alone', 'VAULT_KEYS', { DATABASE_URL: databaseUrl, NEXTAUTH_SECRET: secret }],
  ['a secret of one letter', 'NEXTAUTH_SECRET', { NEXTAUTH_SECRET: 'a'.repeat(64) }],
  [
    'a secret that was to be replaced',
    'NEXTAUTH_SECRET',
    { NEXTAUTH_SECRET: 'please-change-me-before-production-1234' },
  ],
  ['a key of zeros', 'VAULT_KEYS', { VAULT_KEYS: `k1:${zeros}` }],
  ['a second key of digits in order', 'VAULT_KEYS', { VAULT_KEYS: `${keys},k2:${digits}` }],
  ['an API alone', 'MITEOS_CONNECT_URL', { MITEOS_API_URL: 'https://api.example' }],
  ['a connect URL alone', 'MITEOS_API_URL', { MITEOS_CONNECT_URL: 'https://a.example/c' }],
  [
    'an API without a scheme',
    'MITEOS_API_URL',
    { MITEOS_API_URL: 'api.example', MITEOS_CONNECT_URL: 'https://a.example/c' },
  ],
  ['an id alone', 'SLACK_CLIENT_SECRET', { SLACK_CLIENT_ID: 'a' }],
  ['a secret alone', 'STRIPE_CLIENT_ID', { STRIPE_SECRET_KEY: 'sk_1' }],
  ['a text of words', 'TELEGRAM_BOT_TOKEN', { TELEGRAM_BOT_TOKEN: 'not a token' }],
  ['a text with a space', 'SLACK_SIGNING_SECRET', { SLACK_SIGNING_SECRET: '8f742231 b10e8888' }],
  ['the beginning of a secret', 'STRIPE_WEBHOOK_SECRET', { STRIPE_WEBHOOK_SECRET: 'whsec_' }],
  ['an unknown service', 'PROVIDER_ORIGINS', { PROVIDER_ORIGINS: 'jira=https://jira.example' }],
  ['a service without an origin', 'PROVIDER_ORIGINS', { PROVIDER_ORIGINS: 'slack' }],
  ['plain http', 'PROVIDER_ORIGINS', { PROVIDER_ORIGINS: 'slack=http://slack.example' }],
  [
    'plain http to an address in the network',
    'PROVIDER_ORIGINS',
    { PROVIDER_ORIGINS: 'slack=http://169.254.169.254' },
  ],
  ['a path for Slack', 'PROVIDER_ORIGINS', { PROVIDER_ORIGINS: 'slack=https://slack.example/api' }],
  [
    'the path of GitHub for Slack',
    'PROVIDER_ORIGINS',
    { PROVIDER_ORIGINS: 'slack=https://slack.example/api/v3' },
  ],
  [
    'another path for GitHub',
    'PROVIDER_ORIGINS',
    { PROVIDER_ORIGINS: 'github=https://ghe.example/api' },
  ],
  [
    'plain http for GitHub',
    'PROVIDER_ORIGINS',
    { PROVIDER_ORIGINS: 'github=http://ghe.example/api/v3' },
  ],
  [
    'a query for GitHub',
    'PROVIDER_ORIGINS',
    { PROVIDER_ORIGINS: 'github=https://ghe.example/api/v3?x=1' },
  ],
  [
    'a service twice',
    'PROVIDER_ORIGINS',
    { PROVIDER_ORIGINS: 'slack=https://a.example,slack=https://b.example' },
  ],
  ['a time of 0 seconds', 'UPSTREAM_TIMEOUT_S', { UPSTREAM_TIMEOUT_S: '0' }],
  ['a part of a second', 'SESSION_IDLE_S', { SESSION_IDLE_S: '1.5' }],
  ['more than 300 seconds', 'OAUTH_CODE_TTL_S', { OAUTH_CODE_TTL_S: '301' }],
  ['a negative number', 'API_REQUESTS_PER_MINUTE', { API_REQUESTS_PER_MINUTE: '-1' }],
  ['a word', 'CONNECTS_PER_MINUTE', { CONNECTS_PER_MINUTE: 'many' }],
  ['a part of a day', 'ACTIVITY_DAYS', { ACTIVITY_DAYS: '0.5' }],
  ['a token with a space', 'METRICS_TOKEN', { METRICS_TOKEN: 'a token' }],
]

test.each(refusedVariables)(
  '%s is refused by a sentence that names %s',
  (_, variable, environment) => {
    expect(() => parseEnv(environment)).toThrow(new RegExp(`^${variable}\\b.*\\.$`))
  },
)
