import type { Service } from '@/lib/contract/services/catalogue'
import { createClients } from '@/lib/platform/oauth/client'
import { exchangeCode } from '@/lib/platform/oauth/exchange'
import { refreshCredential } from '@/lib/platform/oauth/refresh'
import type { Credential, ProviderClient } from '@/lib/platform/providers/provider'
import { providers } from '@/lib/platform/providers/registry'
import { type RecordedCall, type Recorder, startRecorder } from './recorder'
import { oauthProvider } from './token-answers'

/** The registrations that the vendors' own libraries and the platform use. */
export const registrations: Record<Service, { id: string; secret: string }> = {
  gmail: { id: 'our-id.apps', secret: 'GOCSPX-s_e.c~ret/+=' },
  google_ads: { id: 'our-id.apps', secret: 'GOCSPX-s_e.c~ret/+=' },
  slack: { id: '12.34', secret: 's-e_c.r~et' },
  github: { id: 'Ov23li_x', secret: 's-e_c.r~et/+=' },
  stripe: { id: 'ca_1', secret: 'sk_test_1' },
  notion: { id: '1d1d-2c', secret: 'secret_-a.b~c/+=' },
  telegram: { id: '99', secret: '99:shared' },
}
export const redirectUri = 'https://app.example/integrations/connect/callback/x'
export const code = 'co/de+1'
export const credential: Credential = {
  accessToken: 'access-1',
  refreshToken: 'refresh-1',
  scopes: [],
  details: { stripe_user_id: 'acct_1' },
}

const replies: Record<string, object> = {
  '/token': { access_token: 'a', token_type: 'Bearer', scope: 'openid', expires_in: 60 },
  '/tokeninfo': { sub: '1', email: 'ana@example.com', scope: 'openid', expires_in: 60 },
  '/api/oauth.v2.access': { ok: true, access_token: 'a', token_type: 'bot', scope: 'chat:write' },
  '/api/auth.test': { ok: true, user: 'ana' },
  '/api/auth.revoke': { ok: true, revoked: true },
  '/login/oauth/access_token': { access_token: 'a', token_type: 'bearer', scope: 'repo' },
  '/user': { id: 1, login: 'ana' },
  '/applications/Ov23li_x/token': { id: 1, scopes: ['repo'] },
  '/oauth/token': { access_token: 'a', token_type: 'bearer', stripe_user_id: 'acct_1' },
  '/oauth/deauthorize': { stripe_user_id: 'acct_1' },
  '/v1/accounts/acct_1': { id: 'acct_1', email: 'ana@example.com' },
  '/v1/oauth/token': { access_token: 'a', token_type: 'bearer', workspace_id: 'w1' },
  '/v1/oauth/introspect': { active: true },
  '/bot1:own/getMe': { ok: true, result: { id: 1, username: 'own_bot' } },
}

/** A server that records calls, and the client that reaches it. */
export interface Connection {
  recorder: Recorder
  client: ProviderClient
}

/** Returns the call that the vendor's library made and the call that the platform made, in the same form. */
export async function compare(
  service: Service,
  theirs: (connection: Connection) => Promise<unknown>,
  ours: (connection: Connection) => Promise<unknown>,
) {
  const recorder = await startRecorder((path) => ({
    json: replies[path.split('?')[0] ?? ''] ?? { ok: true },
  }))
  const client = createClients(
    {
      settings: {
        appUrl: 'https://app.example',
        liveClients: registrations,
        providerOrigins: { [service]: recorder.origin },
        providerTimeoutMs: 5000,
      },
      now: Date.now,
    },
    {
      sandboxFetch: () => Promise.reject(new Error('not the sandbox')),
      networkFetch: fetch,
    },
  )(service, 'live')
  if (!client) throw new Error('not set up')
  await theirs({ recorder, client })
  await ours({ recorder, client })
  const [first, second, ...rest] = recorder.calls
  if (!first || !second || rest.length > 0) throw new Error(`${recorder.calls.length} calls`)
  return { theirs: comparableCall(first), ours: comparableCall(second) }
}

/** Returns the parts of a recorded call that are compared. */
export function comparableCall({ headers, ...call }: RecordedCall) {
  return { ...call, notionVersion: headers['notion-version'] }
}

/** Returns a function that exchanges a code as the platform does. */
export const ourExchange = (service: Service, codeVerifier?: string) => (connection: Connection) =>
  exchangeCode(oauthProvider(service), connection.client, { code, codeVerifier, redirectUri })
/** Returns a function that refreshes a credential as the platform does. */
export const ourRefresh = (service: Service) => (connection: Connection) =>
  refreshCredential(oauthProvider(service), connection.client, credential)
/** Returns a function that makes a call to a provider as the platform does. */
export const ourCall =
  (service: Service, method: 'identify' | 'probe' | 'revoke', used = credential) =>
  (connection: Connection) =>
    providers[service][method](used, connection.client)
