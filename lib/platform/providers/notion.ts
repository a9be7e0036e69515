import { z } from 'zod'
import { type Answer, ask, expectShape, rawBasic } from './ask'
import { externalAccount, givenNameSchema, vendorIdSchema } from './external-account'
import { healthOfRefusedToken, requireAccessToken } from './health'
import type { OAuthProvider } from './oauth-provider'
import type { Credential, ExternalAccount, ProviderClient } from './provider'
import { ProviderError } from './provider-error'

const version = { 'notion-version': '2025-09-03' }
const optionalName = givenNameSchema.nullish().catch(undefined)

const ownedSchema = z.object({
  workspace_id: vendorIdSchema,
  workspace_name: optionalName,
  owner: z
    .object({
      user: z
        .object({
          id: vendorIdSchema,
          name: optionalName,
          person: z.object({ email: optionalName }).nullish().catch(undefined),
        })
        .nullish(),
    })
    .nullish()
    .catch(undefined),
})

/**
 * Notion. Quirks:
 *
 * - The token endpoint takes JSON, plain-base64 Basic credentials and a `Notion-Version` header.
 * - There are no scopes. The capabilities belong to the integration at Notion, and the person picks pages.
 * - `refresh_token` may be null. No answer says when a token expires, so a token is refreshed when Notion refuses
 *   it. Each refresh replaces both tokens.
 * - Only the token answer says to whom the grant belongs.
 */
export const notion: OAuthProvider = {
  kind: 'oauth',
  service: 'notion',
  toolScopes: { create_page: [], update_page: [], read_database: [], search_workspace: [] },
  issuer: 'https://api.notion.com',
  authorizationEndpoint: 'https://api.notion.com/v1/oauth/authorize',
  tokenEndpoint: 'https://api.notion.com/v1/oauth/token',
  requestedScopes: [],
  authorizeParameters: { response_type: 'code', owner: 'user' },
  pkce: false,
  refreshes: true,
  authenticate: (client) => (_server, _client, _form, headers) => {
    headers.set('authorization', rawBasic(client))
  },
  async adaptRequest(request) {
    const headers = new Headers(request.headers)
    headers.set('content-type', 'application/json')
    for (const [name, value] of Object.entries(version)) headers.set(name, value)
    const form = new URLSearchParams(await request.text())
    return new Request(request.url, {
      method: 'POST',
      headers,
      body: JSON.stringify(Object.fromEntries(form)),
    })
  },
  adaptAnswer({ refresh_token, ...body }) {
    if (body.object === 'error') return { error: body.code }
    return refresh_token === null ? body : { ...body, refresh_token }
  },
  errorNames: { unauthorized: 'invalid_client', service_overload: 'temporarily_unavailable' },
  complete(credential, answer) {
    const { workspace_id, workspace_name, owner } = expectShape('notion', ownedSchema, answer)
    const user = owner?.user
    const account = externalAccount(
      user ? `${workspace_id}:${user.id}` : workspace_id,
      [workspace_name, parenthesised(user?.name || user?.person?.email)].filter(Boolean).join(' '),
    )
    const details = { account_id: account.id, account_name: account.name }
    return { ...credential, details: { ...credential.details, ...details } }
  },
  accountIdIn: ({ details }) => details.account_id,
  async identify({ details }) {
    const account = accountIn(details)
    if (!account) throw new ProviderError('notion', 'malformed', 'no_owner')
    return account
  },
  async check(credential, client) {
    const answer = await askAboutToken('introspect', credential, client)
    const { active } = expectShape('notion', z.object({ active: z.boolean() }), answer.body)
    if (!active) return healthOfRefusedToken(credential, client)
    const account = accountIn(credential.details)
    return { state: 'alive', ...(account && { account }) }
  },
  async revoke(credential, client) {
    requireAccessToken('notion', credential)
    const { status, body } = await askAboutToken('revoke', credential, client)
    if (status === 200 || body.error === 'invalid_grant') return 'revoked'
    throw new ProviderError('notion', 'malformed', 'not_revoked')
  },
}

/** Returns the account as the last token answer named it. Every refresh brings the current names. */
function accountIn(details: Credential['details']): ExternalAccount | undefined {
  const { account_id, account_name } = details
  if (account_id === undefined || account_name === undefined) return undefined
  return externalAccount(account_id, account_name)
}

/** Makes a call with our own credentials, so a 401 is about these credentials. */
async function askAboutToken(
  what: 'introspect' | 'revoke',
  { accessToken }: Credential,
  client: ProviderClient,
): Promise<Answer> {
  const answer = await ask('notion', client, {
    method: 'POST',
    url: `https://api.notion.com/v1/oauth/${what}`,
    authorization: rawBasic(client),
    json: { token: accessToken },
    headers: version,
  })
  if (answer.status === 401) throw new ProviderError('notion', 'misconfigured', 'invalid_client')
  if (answer.status === 409) throw new ProviderError('notion', 'unavailable', 'conflict_error')
  return answer
}

const parenthesised = (text: string | null | undefined) => (text ? `(${text})` : undefined)
