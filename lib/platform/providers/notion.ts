import { z } from 'zod'
import { type Answer, ask, expectShape, rawBasic } from './ask'
import { externalAccount, givenNameSchema, vendorIdSchema } from './external-account'
import { healthOfRefusedToken, requireAccessToken } from './health'
import type { OAuthProvider } from './oauth-provider'
import type { Credential, ExternalAccount, ProviderClient } from './provider'
import { ProviderError } from './provider-error'

const versionHeader = { 'notion-version': '2025-09-03' }
const optionalName = givenNameSchema.nullish().catch(undefined)

const tokenAnswerSchema = z.object({
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
 * - The token endpoint requires JSON, Basic credentials in plain base64 and a `Notion-Version` header.
 * - There are no scopes. The capabilities belong to the integration at Notion, and the person picks pages.
 * - `refresh_token` may be null. No answer says when a token expires, so the access token is refreshed when Notion
 *   refuses it. Each refresh replaces both tokens.
 * - Only the answer of the token endpoint says to whom the grant belongs.
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
  usesPkce: false,
  refreshes: true,
  authenticate: (client) => (_server, _client, _form, headers) => {
    headers.set('authorization', rawBasic(client))
  },
  async adaptRequest(request) {
    const headers = new Headers(request.headers)
    headers.set('content-type', 'application/json')
    for (const [name, value] of Object.entries(versionHeader)) headers.set(name, value)
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
    const { workspace_id, workspace_name, owner } = expectShape('notion', tokenAnswerSchema, answer)
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
  async probe(credential, client) {
    const answer = await sendToken('introspect', credential, client)
    const { active } = expectShape('notion', z.object({ active: z.boolean() }), answer.body)
    if (!active) return healthOfRefusedToken(credential, client)
    const account = accountIn(credential.details)
    return { state: 'alive', ...(account && { account }) }
  },
  async revoke(credential, client) {
    requireAccessToken('notion', credential)
    const { status, body } = await sendToken('revoke', credential, client)
    if (status === 200 || body.error === 'invalid_grant') return 'revoked'
    throw new ProviderError('notion', 'malformed', 'not_revoked')
  },
}

/**
 * Returns the account that the last token answer named, with the names of that time, or `undefined` when it named
 * none. Every refresh brings the current names.
 */
function accountIn(details: Credential['details']): ExternalAccount | undefined {
  const { account_id, account_name } = details
  if (account_id === undefined || account_name === undefined) return undefined
  return externalAccount(account_id, account_name)
}

/**
 * Sends the access token to an OAuth endpoint with our client id and secret.
 *
 * @throws {ProviderError} when no answer came; `misconfigured` for a 401, which means that the id and the secret are
 *   wrong; `unavailable` for a 409
 */
async function sendToken(
  endpoint: 'introspect' | 'revoke',
  { accessToken }: Credential,
  client: ProviderClient,
): Promise<Answer> {
  const answer = await ask('notion', client, {
    method: 'POST',
    url: `https://api.notion.com/v1/oauth/${endpoint}`,
    authorization: rawBasic(client),
    json: { token: accessToken },
    headers: versionHeader,
  })
  if (answer.status === 401) throw new ProviderError('notion', 'misconfigured', 'invalid_client')
  if (answer.status === 409) throw new ProviderError('notion', 'unavailable', 'conflict_error')
  return answer
}

const parenthesised = (text: string | null | undefined) => (text ? `(${text})` : undefined)
