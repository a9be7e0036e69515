import { expect, test } from 'vitest'
import { parseEnv } from './env'

test('a service with its variables has a live client, and Stripe and Telegram have variables of their own', () => {
  const { liveClients } = parseEnv({
    SLACK_CLIENT_ID: 'a',
    SLACK_CLIENT_SECRET: 'b',
    STRIPE_CLIENT_ID: 'ca_1',
    STRIPE_SECRET_KEY: 'sk_1',
    TELEGRAM_BOT_TOKEN: '42:abcdefghijklmnopqrstuvwxyzABCDEFGHI',
  })
  expect(liveClients).toEqual({
    slack: { id: 'a', secret: 'b' },
    stripe: { id: 'ca_1', secret: 'sk_1' },
    telegram: { id: '42', secret: '42:abcdefghijklmnopqrstuvwxyzABCDEFGHI' },
  })
})

test.each(['canary\u200b', 'canary one', 'canary\u00e9'])(
  'an id or a secret with a character that no vendor uses is refused without being quoted: %j',
  (value) => {
    for (const [set, other] of [
      ['STRIPE_SECRET_KEY', 'STRIPE_CLIENT_ID'],
      ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'],
    ] as const) {
      const given = { [set]: value, [other]: 'x' }
      expect(() => parseEnv(given)).toThrow(
        `${set} holds a space or another character that no vendor puts into it.`,
      )
    }
  },
)

test('a configured origin replaces that of a vendor, with https or on this machine', () => {
  const { providerOrigins } = parseEnv({
    PROVIDER_ORIGINS: 'slack=http://127.0.0.1:9001, github=https://github.example/',
  })
  expect(providerOrigins).toEqual({
    slack: 'http://127.0.0.1:9001',
    github: 'https://github.example',
  })
})

test('a GitHub Enterprise Server is configured with the path of its API', () => {
  for (const end of ['', '/']) {
    const env = parseEnv({ PROVIDER_ORIGINS: `github=https://ghe.example/api/v3${end}` })
    expect(env.providerOrigins).toEqual({ github: 'https://ghe.example/api/v3' })
  }
})
