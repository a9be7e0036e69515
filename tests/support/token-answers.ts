import { expect } from 'vitest'
import { type Service, services } from '@/lib/contract/services/catalogue'
import { exchangeCode } from '@/lib/platform/oauth/exchange'
import type { OAuthProvider } from '@/lib/platform/providers/oauth-provider'
import type { Credential } from '@/lib/platform/providers/provider'
import { ProviderError } from '@/lib/platform/providers/provider-error'
import { providers } from '@/lib/platform/providers/registry'
import { fakeProvider } from './fake-provider'

export const now = 1_700_000_000_000
/** The access token in each of the `goodAnswers`. */
export const canary = 'canary-1234567890'
export const oauthServices = services.filter((service) => service !== 'telegram')

export function oauthProvider(service: Service): OAuthProvider {
  const provider = providers[service]
  if (provider.kind !== 'oauth') throw new Error('no OAuth')
  return provider
}

/** The successful answer of each vendor's token endpoint. */
export const goodAnswers = {
  gmail: {
    access_token: canary,
    expires_in: 3599,
    refresh_token: '1//refresh',
    scope: 'openid email https://www.googleapis.com/auth/gmail.readonly',
    token_type: 'Bearer',
  },
  google_ads: {
    access_token: canary,
    expires_in: 3599,
    refresh_token: '1//refresh',
    scope: 'openid https://www.googleapis.com/auth/adwords',
    token_type: 'Bearer',
  },
  slack: {
    ok: true,
    access_token: canary,
    token_type: 'bot',
    scope: 'chat:write,channels:read,channels:history,channels:manage,groups:write',
    bot_user_id: 'U0KRQLJ9H',
    app_id: 'A0KRD7HC3',
    team: { name: 'Acme', id: 'T9TK3CUKW' },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: {
      id: 'U1234',
      scope: 'search:read.public',
      access_token: 'xoxp-person',
      token_type: 'user',
    },
  },
  github: { access_token: canary, scope: 'repo,gist', token_type: 'bearer' },
  stripe: {
    access_token: canary,
    livemode: false,
    refresh_token: 'rt_1',
    token_type: 'bearer',
    stripe_publishable_key: 'pk_1',
    stripe_user_id: 'acct_1',
    scope: 'read_write',
  },
  notion: {
    access_token: canary,
    token_type: 'bearer',
    refresh_token: null,
    bot_id: 'b1',
    workspace_id: 'w1',
    workspace_name: 'Acme HQ',
    workspace_icon: null,
    owner: { type: 'user', user: { id: 'u1', name: 'Ana', person: { email: 'ana@example.com' } } },
    duplicated_template_id: null,
    request_id: 'r1',
  },
} as const

/** Exchanges a code with a vendor that gives this answer. */
export async function exchangeFor(service: Service, response: Response): Promise<Credential> {
  const client = fakeProvider(() => response, { now })
  return exchangeCode(oauthProvider(service), client, {
    code: 'code-1',
    codeVerifier: 'v'.repeat(43),
    redirectUri: 'https://app.example/integrations/connect/callback/x',
  })
}

/** Returns the failure and the code of an exchange that fails. Expects that the error contains no secret. */
export async function failureOf(service: Service, response: Response): Promise<string> {
  const error: unknown = await exchangeFor(service, response).catch((thrown: unknown) => thrown)
  if (!(error instanceof ProviderError)) throw new Error('no ProviderError', { cause: error })
  const seen = JSON.stringify([error, error.message, error.stack, Object.values(error)])
  expect(error.cause).toBeUndefined()
  for (const secret of [canary, 'code-1', 'our-secret', 'v'.repeat(43)]) {
    expect(seen).not.toContain(secret)
  }
  return `${error.failure} ${error.code}`
}
