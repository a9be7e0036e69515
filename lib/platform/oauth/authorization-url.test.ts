import { expect, it } from 'vitest'
import type { Service } from '@/lib/contract/services/catalogue'
import { fakeProvider } from '@/tests/support/fake-provider'
import { providers } from '../providers/registry'
import { authorizationUrl } from './authorization-url'
import { createPkce } from './pkce'

const client = fakeProvider(() => new Response())
const redirectUri = 'https://app.example/integrations/connect/callback/x'

function urlOf(service: Service) {
  const provider = providers[service]
  if (provider.kind !== 'oauth') throw new Error('no OAuth')
  const url = authorizationUrl(provider, client, { redirectUri, state: 's1', codeChallenge: 'ch' })
  return { address: url.origin + url.pathname, query: Object.fromEntries(url.searchParams) }
}

const common = { client_id: 'our-client', redirect_uri: redirectUri, state: 's1' }
const pkce = { code_challenge: 'ch', code_challenge_method: 'S256' }

it('asks Google for a refresh token and for no scope of the other Google service', () => {
  expect(urlOf('google_ads')).toEqual({
    address: 'https://accounts.google.com/o/oauth2/v2/auth',
    query: {
      ...common,
      ...pkce,
      response_type: 'code',
      scope: 'openid email https://www.googleapis.com/auth/adwords',
      access_type: 'offline',
      prompt: 'consent',
    },
  })
  expect(urlOf('gmail').query.include_granted_scopes).toBeUndefined()
})

it('asks Slack for a bot token and a user token, without PKCE', () => {
  expect(urlOf('slack')).toEqual({
    address: 'https://slack.com/oauth/v2/authorize',
    query: {
      ...common,
      scope: 'chat:write,channels:read,channels:history,channels:manage,groups:write',
      user_scope: 'search:read.public',
    },
  })
})

it('asks GitHub for the scope by name', () => {
  expect(urlOf('github')).toEqual({
    address: 'https://github.com/login/oauth/authorize',
    query: { ...common, ...pkce, scope: 'repo', allow_signup: 'false', prompt: 'select_account' },
  })
})

it('asks Stripe and Notion with the parameters that they document', () => {
  expect(urlOf('stripe')).toEqual({
    address: 'https://connect.stripe.com/oauth/authorize',
    query: { ...common, response_type: 'code', scope: 'read_write' },
  })
  expect(urlOf('notion')).toEqual({
    address: 'https://api.notion.com/v1/oauth/authorize',
    query: { ...common, response_type: 'code', owner: 'user' },
  })
})

it('asks for exactly the scopes in requestedScopes', () => {
  for (const provider of Object.values(providers)) {
    if (provider.kind !== 'oauth') continue
    const { scope = '', user_scope = '' } = provider.authorizeParameters
    const requested = `${scope} ${user_scope}`.split(/[\s,]+/).filter(Boolean)
    expect(requested).toEqual([...provider.requestedScopes])
  }
})

it('makes a new PKCE verifier each time, with a challenge that is another text', async () => {
  const [one, two] = [await createPkce(), await createPkce()]
  expect(one.verifier).toMatch(/^[A-Za-z0-9_-]{43,128}$/)
  expect(one.challenge).toMatch(/^[A-Za-z0-9_-]{43}$/)
  expect(new Set([one.verifier, two.verifier, one.challenge, two.challenge]).size).toBe(4)
})
