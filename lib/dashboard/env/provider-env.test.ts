import { expect, test } from 'vitest'
import { parseEnv } from './env'

test('a service whose variables are set has a live client; the variables of Stripe and Telegram have other names', () => {
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
    for (const [wrongVariable, otherVariable] of [
      ['STRIPE_SECRET_KEY', 'STRIPE_CLIENT_ID'],
      ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET'],
    ] as const) {
      const read = () => parseEnv({ [wrongVariable]: value, [otherVariable]: 'x' })
      expect(read).toThrow(
        `${wrongVariable} holds a space or another character that no vendor puts into it.`,
      )
      expect(read).not.toThrow('canary')
    }
  },
)

test("a configured origin replaces the vendor's, and is either https or on this machine", () => {
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
