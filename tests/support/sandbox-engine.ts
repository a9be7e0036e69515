import { type Service, toolNames } from '@/lib/contract/services/catalogue'
import { authorizationUrl } from '@/lib/platform/oauth/authorization-url'
import { createClients } from '@/lib/platform/oauth/client'
import { exchangeCode } from '@/lib/platform/oauth/exchange'
import { createPkce } from '@/lib/platform/oauth/pkce'
import { refreshCredential } from '@/lib/platform/oauth/refresh'
import { grantedTools } from '@/lib/platform/providers/granted-tools'
import type { Credential, ExternalAccount, Health } from '@/lib/platform/providers/provider'
import { ProviderError } from '@/lib/platform/providers/provider-error'
import { providers } from '@/lib/platform/providers/registry'
import type { Storage } from '@/lib/storage/database'
import {
  appUrl,
  type ConsentChoices,
  codeOf,
  consent,
  sandboxOn,
  type TestSandbox,
} from './sandbox'

export interface Engine {
  testSandbox: TestSandbox
  authorize: (service: Service, codeChallenge?: string) => Promise<URL>
  /** Connects as the platform does, from the authorization URL to the account. */
  connect: (
    service: Service,
    choices: ConsentChoices,
  ) => Promise<{ credential: Credential; account: ExternalAccount; tools: string[] }>
  allTools: (service: Service) => string[]
  probe: (service: Service, credential: Credential) => Promise<Health>
  refresh: (service: Service, credential: Credential) => Promise<Credential>
  revoke: (service: Service, credential: Credential) => Promise<unknown>
  /** True when the person has to reconnect: the grant has ended, or a refresh does not help. */
  needsReconnect: (service: Service, credential: Credential) => Promise<boolean>
}

/** Creates the platform's providers and OAuth engine. The sandbox takes the place of the vendors. */
export function engineOn(storage: Storage, providerTimeoutMs = 10_000): Engine {
  const testSandbox = sandboxOn(storage)
  const settings = { appUrl, liveClients: {}, providerOrigins: {}, providerTimeoutMs }
  const unreachable = async () => {
    throw new Error('nothing here may reach the network')
  }
  const clients = createClients(
    { settings, now: testSandbox.now },
    { sandboxFetch: testSandbox.sandbox.handle, networkFetch: unreachable },
  )

  function oauth(service: Service) {
    const provider = providers[service]
    const client = clients(service, 'test')
    if (provider.kind !== 'oauth' || !client) throw new Error(`${service} has no OAuth`)
    return { provider, client, redirectUri: `${appUrl}/integrations/connect/callback/${service}` }
  }

  async function authorize(service: Service, codeChallenge?: string): Promise<URL> {
    const { provider, client, redirectUri } = oauth(service)
    return authorizationUrl(provider, client, { redirectUri, state: 'state-1', codeChallenge })
  }

  function probe(service: Service, credential: Credential): Promise<Health> {
    const { provider, client } = oauth(service)
    return provider.probe(credential, client)
  }

  function refresh(service: Service, credential: Credential): Promise<Credential> {
    const { provider, client } = oauth(service)
    return refreshCredential(provider, client, credential)
  }

  return {
    testSandbox,
    authorize,
    probe,
    refresh,
    allTools: toolNames,
    async connect(service, choices) {
      const { provider, client, redirectUri } = oauth(service)
      const { verifier, challenge } = await createPkce()
      const pkce = provider.usesPkce ? { codeVerifier: verifier } : {}
      const url = await authorize(service, provider.usesPkce ? challenge : undefined)
      const code = codeOf(await consent(testSandbox, url, choices))
      const credential = await exchangeCode(provider, client, { code, redirectUri, ...pkce })
      const account = await provider.identify(credential, client)
      return { credential, account, tools: grantedTools(provider, credential.scopes) }
    },
    async revoke(service, credential) {
      const { provider, client } = oauth(service)
      return provider.revoke(credential, client)
    },
    async needsReconnect(service, credential) {
      const health = await probe(service, credential)
      if (health.state !== 'stale') return health.state === 'dead'
      try {
        const renewed = await refresh(service, credential)
        return (await probe(service, renewed)).state !== 'alive'
      } catch (error) {
        if (error instanceof ProviderError && error.failure === 'refused') return true
        throw error
      }
    },
  }
}
