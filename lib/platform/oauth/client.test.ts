import { expect, it } from 'vitest'
import { services } from '@/lib/contract/services/catalogue'
import { providers } from '../providers/registry'
import { createClients } from './client'

const settings = { appUrl: 'https://app.example', providerTimeoutMs: 1000 }
const sentRequests: string[] = []
const recordingFetch = (name: string) => async (request: Request) => {
  sentRequests.push(`${name} ${request.url}`)
  return new Response('{}')
}
const clientsWith = (overrides: Partial<Parameters<typeof createClients>[0]['settings']>) =>
  createClients(
    {
      settings: { liveClients: {}, providerOrigins: {}, ...settings, ...overrides },
      now: Date.now,
    },
    { sandboxFetch: recordingFetch('sandbox'), networkFetch: recordingFetch('network') },
  )

it('reaches every service of the test environment in the sandbox, also one that is not set up', async () => {
  const clients = clientsWith({ providerOrigins: { slack: 'https://gateway.example' } })
  for (const service of services) {
    const client = clients(service, 'test')
    const url = client?.urlFor('https://vendor.example/a/b?c=d')
    expect(url?.href).toBe(`https://app.example/sandbox/${service}/a/b?c=d`)
    if (client && url) await client.fetch(new Request(url))
    expect(sentRequests.at(-1)).toBe(`sandbox ${url}`)
  }
  expect(clients('github', 'test')).toMatchObject({
    id: 'sandbox_github',
    secret: 'sandbox_secret_github',
  })
  expect(clients('stripe', 'test')).toMatchObject({ id: 'ca_sandbox', secret: 'sk_test_sandbox' })
  expect(clients('telegram', 'test')?.secret).toBe('1000000001:sandbox_bot_token_for_everybody')
})

it('has no client for a live service that is not set up, except for Telegram, where a person can bring a bot', () => {
  const clients = clientsWith({})
  for (const service of services) {
    expect(clients(service, 'live') === undefined).toBe(service !== 'telegram')
  }
  const bot = clients('telegram', 'live')
  if (!bot || providers.telegram.kind !== 'bot') throw new Error('no bot')
  expect(providers.telegram.sharedBotCredential(bot)).toBeUndefined()
  expect(providers.telegram.ownBotCredential('12:abc', bot)).toBeDefined()
})

it('reaches a live service at the vendor, or at the origin configured in its place', async () => {
  const liveClients = { slack: { id: 'i', secret: 's' }, github: { id: 'i', secret: 's' } }
  const clients = clientsWith({ liveClients, providerOrigins: { github: 'http://127.0.0.1:9001' } })
  expect(clients('slack', 'live')?.urlFor('https://slack.com/api/auth.test').href).toBe(
    'https://slack.com/api/auth.test',
  )
  const github = clients('github', 'live')
  const url = github?.urlFor('https://api.github.com/user?x=1')
  expect(url?.href).toBe('http://127.0.0.1:9001/user?x=1')
  if (github && url) await github.fetch(new Request(url))
  expect(sentRequests.at(-1)).toBe('network http://127.0.0.1:9001/user?x=1')
})

it('does not let the path of a URL change the host', () => {
  const liveClients = { github: { id: 'i', secret: 's' } }
  const clients = clientsWith({ liveClients, providerOrigins: { github: 'https://ghe.example' } })
  const urlFor = clients('github', 'live')?.urlFor
  expect(urlFor?.('https://github.com//evil.example/x').host).toBe('ghe.example')
  expect(urlFor?.('https://github.com/%2F%2Fevil.example').host).toBe('ghe.example')
})

it.each([
  ['https://ghe.example/api/v3', 'https://ghe.example', 'https://ghe.example/api/v3'],
  ['https://octo.ghe.com', 'https://octo.ghe.com', 'https://api.octo.ghe.com'],
  ['https://gateway.example', 'https://gateway.example', 'https://gateway.example'],
])('a GitHub at %s has its pages at %s and its API at %s', (configured, pages, api) => {
  const liveClients = { github: { id: 'i', secret: 's' } }
  const urlFor = clientsWith({ liveClients, providerOrigins: { github: configured } })(
    'github',
    'live',
  )?.urlFor
  expect(urlFor?.('https://github.com/login/oauth/access_token').href).toBe(
    `${pages}/login/oauth/access_token`,
  )
  expect(urlFor?.('https://api.github.com/user?x=1').href).toBe(`${api}/user?x=1`)
  expect(urlFor?.('https://api.github.com//evil.example/x').host).toBe(new URL(api).host)
})

it.each([
  ['https://ghe.example/api/v3', 'https://ghe.example/api/graphql'],
  ['https://octo.ghe.com', 'https://api.octo.ghe.com/graphql'],
  ['https://gateway.example', 'https://gateway.example/graphql'],
])('a GitHub at %s has GraphQL at %s', (configured, graphql) => {
  const liveClients = { github: { id: 'i', secret: 's' } }
  const clients = clientsWith({ liveClients, providerOrigins: { github: configured } })
  expect(clients('github', 'live')?.urlFor('https://api.github.com/graphql').href).toBe(graphql)
})
