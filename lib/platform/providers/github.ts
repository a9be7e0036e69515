import { z } from 'zod'
import { type Answer, ask, bearer, expectShape, rawBasic, unavailableError } from './ask'
import { externalAccount, givenNameSchema } from './external-account'
import { hasRunOut, healthOfRefusedToken, requireAccessToken } from './health'
import type { OAuthProvider } from './oauth-provider'
import type { Credential, ExternalAccount, ProviderClient } from './provider'
import { ProviderError } from './provider-error'

/** The headers of every request to GitHub's API. */
export const githubApiHeaders = {
  accept: 'application/vnd.github+json',
  'x-github-api-version': '2022-11-28',
}
const userSchema = z.object({ id: z.int().positive(), login: givenNameSchema })
const authorizationSchema = z.object({
  id: z.int(),
  user: userSchema.nullish().catch(undefined),
})

/** The beginning of every token of a GitHub App. The tokens of an OAuth App begin with `gho_`. */
const gitHubAppTokenPrefix = 'ghu_'

/** The narrowest scope with which an OAuth App reaches private repositories. */
const repositoryScope = 'repo'

/**
 * GitHub, as an OAuth App. Quirks:
 *
 * - The token endpoint sends errors with status 200 and with its own error codes. It may ignore
 *   `Accept` and answer with a form instead of JSON.
 * - `scope` is always sent. Without it, the answer repeats an earlier grant.
 * - A call about a token carries our client id and secret: 404 is about the token, 401 is about the
 *   secret.
 * - Deleting the grant revokes every token that we have for the person. Another call revokes one
 *   token. Both need a token that has not expired.
 * - A GitHub App has the same endpoints but no scopes. If an operator configures its client id by
 *   mistake, only the beginning of its tokens shows the mistake.
 * - GitHub Enterprise Server has its REST API below `/api/v3` of its only host, and GraphQL at
 *   `/api/graphql`. GitHub Enterprise Cloud with data residency, such as `octocorp.ghe.com`, has
 *   both at `api.octocorp.ghe.com`.
 * - Refresh tokens come only if the app lets tokens expire. Each works once.
 */
export const github: OAuthProvider = {
  kind: 'oauth',
  service: 'github',
  toolScopes: {
    create_issue: [repositoryScope],
    read_issue: [repositoryScope],
    open_pull_request: [repositoryScope],
    commit_files: [repositoryScope],
    read_repository: [repositoryScope],
  },
  issuer: 'https://github.com/login/oauth',
  authorizationEndpoint: 'https://github.com/login/oauth/authorize',
  tokenEndpoint: 'https://github.com/login/oauth/access_token',
  requestedScopes: [repositoryScope],
  authorizeParameters: { scope: repositoryScope, allow_signup: 'false', prompt: 'select_account' },
  usesPkce: true,
  codeLifetimeMs: 10 * 60_000,
  refreshes: true,
  authenticate: (client) => (_server, _client, form) => {
    form.set('client_id', client.id)
    form.set('client_secret', client.secret)
    if (form.get('grant_type') === 'authorization_code') form.delete('grant_type')
  },
  mayAnswerWithForm: true,
  errorNames: {
    bad_verification_code: 'invalid_grant',
    bad_refresh_token: 'invalid_grant',
    incorrect_client_credentials: 'invalid_client',
  },
  complete(credential) {
    if (!credential.accessToken.startsWith(gitHubAppTokenPrefix)) return credential
    throw new ProviderError('github', 'misconfigured', 'not_an_oauth_app')
  },
  async identify({ accessToken }, client) {
    const { status, headers, body } = await ask('github', client, {
      method: 'GET',
      url: 'https://api.github.com/user',
      authorization: bearer(accessToken),
      headers: githubApiHeaders,
    })
    if (status === 401) throw new ProviderError('github', 'refused', 'bad_credentials')
    if (status === 403) throw forbiddenError(headers, client)
    return accountOf(expectShape('github', userSchema, body))
  },
  async probe(credential, client) {
    const answer = await sendToken('POST', 'token', credential, client)
    const { status, headers, body } = answer
    if (status === 200) {
      const { user } = expectShape('github', authorizationSchema, body)
      return { state: 'alive', ...(user && { account: accountOf(user) }) }
    }
    if (isNotFound(answer)) return healthOfRefusedToken(credential, client)
    throw status === 403 ? forbiddenError(headers, client) : statusError(status)
  },
  async revoke(credential, client) {
    await deleteAtGitHub('grant', credential, client)
    return 'revoked'
  },
  revokeTokenOnly: (credential, client) => deleteAtGitHub('token', credential, client),
  ownInstallation: {
    apiOrigin: 'https://api.github.com',
    apiAt({ origin, hostname, pathname }, path) {
      if (hostname.endsWith('.ghe.com')) return `https://api.${hostname}`
      return origin + (path === '/graphql' ? pathname.replace(/\/v3\/?$/, '') : pathname)
    },
  },
}

function accountOf({ id, login }: z.infer<typeof userSchema>): ExternalAccount {
  return externalAccount(String(id), login)
}

/** Makes a call about an access token or its grant, authenticated with our client id and secret. */
function sendToken(
  method: 'POST' | 'DELETE',
  subject: 'token' | 'grant',
  { accessToken }: Credential,
  client: ProviderClient,
) {
  return ask('github', client, {
    method,
    url: `https://api.github.com/applications/${encodeURIComponent(client.id)}/${subject}`,
    authorization: rawBasic(client),
    json: { access_token: accessToken },
    headers: githubApiHeaders,
  })
}

/**
 * Deletes the grant or only the access token. Throws `ProviderError` when the subject may not have been deleted:
 * `refused` when the access token must be refreshed first.
 */
async function deleteAtGitHub(
  subject: 'token' | 'grant',
  credential: Credential,
  client: ProviderClient,
) {
  requireAccessToken('github', credential)
  const answer = await sendToken('DELETE', subject, credential, client)
  if (isNotFound(answer) && credential.refreshToken && hasRunOut(credential, client)) {
    throw new ProviderError('github', 'refused', 'token_expired')
  }
  if (answer.status !== 204 && !isNotFound(answer)) throw statusError(answer.status)
}

/**
 * Returns whether GitHub's own API answered 404, and not a gateway or another server. Gateways also answer
 * `{"message":"Not Found"}`, but the errors of GitHub and GitHub Enterprise Server carry `documentation_url`, and
 * their answers a request id.
 */
function isNotFound({ status, headers, body }: Answer): boolean {
  const isFromGitHub = headers.has('x-github-request-id') || 'documentation_url' in body
  return status === 404 && isFromGitHub && typeof body.message === 'string'
}

function statusError(status: number): ProviderError {
  return status === 401
    ? new ProviderError('github', 'misconfigured', 'bad_credentials')
    : new ProviderError('github', 'malformed', 'unexpected_status')
}

/**
 * Returns the error for a 403, which GitHub answers for rate limits and for single sign-on rules. Neither means
 * that the grant has ended.
 */
function forbiddenError(headers: Headers, client: ProviderClient): ProviderError {
  const isRateLimited = headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0'
  return unavailableError('github', client, headers, isRateLimited ? 'rate_limited' : 'forbidden')
}
