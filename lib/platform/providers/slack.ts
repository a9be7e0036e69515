import { ClientSecretPost } from 'oauth4webapi'
import { z } from 'zod'
import { expectShape } from './ask'
import { externalAccount, givenNameSchema, vendorIdSchema } from './external-account'
import { requireAccessToken } from './health'
import { asObject, type JsonObject } from './json-object'
import type { OAuthProvider } from './oauth-provider'
import type { Credential } from './provider'
import { askSlack, errorFor, healthOf, revokeToken, tokensOf } from './slack-api'
import { addInstallation, addReadableInstallation } from './slack-installation'
import { userTokenCompanion } from './slack-user-token'

/** `groups:write` is for private channels. Connections that were made before it was asked for can create public ones only. */
const botScopes = [
  'chat:write',
  'channels:read',
  'channels:history',
  'channels:manage',
  'groups:write',
]
const userScopes = ['search:read.public']

const storedSchema = z.object({ team_id: z.string(), team_name: z.string(), user_id: z.string() })
/** Matches an answer of `auth.test` about a user token, but no answer about a bot token. */
const personSchema = z.object({
  team_id: vendorIdSchema,
  user_id: vendorIdSchema,
  bot_id: z.undefined().optional(),
})
const accountId = ({ team_id, user_id }: z.infer<typeof personSchema>) => `${team_id}:${user_id}`
const authTestSchema = z.object({
  ok: z.literal(true),
  user: givenNameSchema,
  team: givenNameSchema.optional().catch(undefined),
})
const namedTeamSchema = authTestSchema.extend({ team: givenNameSchema, team_id: z.string() })

/**
 * Returns the account with the names in an answer of `auth.test`, or `undefined` when the answer does not name the
 * team of the credential. The name includes the person when the answer is about the user token.
 */
function currentAccount({ details }: Credential, answer: JsonObject | undefined) {
  const stored = storedSchema.safeParse(details).data
  const current = namedTeamSchema.safeParse(answer).data
  if (!stored || current?.team_id !== stored.team_id) return undefined
  const hasUserToken = details.user_token !== undefined
  const name = hasUserToken ? `${current.team} (${current.user})` : current.team
  return externalAccount(accountId(stored), name)
}

/**
 * Slack. Quirks:
 *
 * - One consent brings two tokens: a bot token for posting and reading, and a user token, which is the person's,
 *   because a bot cannot search. `./slack-user-token` stores the user token.
 * - Every error comes with status 200 and `ok: false`. `./slack-api` interprets the errors.
 * - PKCE is never used: switching it on makes the app a public client permanently.
 * - `token_type` is `bot` or `user`.
 * - Tokens expire only if the app has token rotation. Each refresh token then works once.
 * - `auth.revoke` revokes one token and leaves the app installed. `apps.uninstall` is not used, because it would
 *   end the access of everybody else in the workspace.
 * - Without token rotation, everybody in a workspace gets the same bot token.
 */
export const slack: OAuthProvider = {
  kind: 'oauth',
  service: 'slack',
  toolScopes: {
    post_message: ['chat:write'],
    read_channel: ['channels:read', 'channels:history'],
    create_channel: ['channels:manage'],
    search_messages: ['search:read.public'],
  },
  includedScopes: { 'search:read': ['search:read.public'] },
  issuer: 'https://slack.com',
  authorizationEndpoint: 'https://slack.com/oauth/v2/authorize',
  tokenEndpoint: 'https://slack.com/api/oauth.v2.access',
  requestedScopes: [...botScopes, ...userScopes],
  authorizeParameters: { scope: botScopes.join(','), user_scope: userScopes.join(',') },
  usesPkce: false,
  refreshes: true,
  authenticate: ({ secret }) => ClientSecretPost(secret),
  tokenTypes: ['bot', 'user'],
  errorNames: {
    invalid_code: 'invalid_grant',
    code_already_used: 'invalid_grant',
    code_expired: 'invalid_grant',
    invalid_refresh_token: 'invalid_grant',
    token_expired: 'invalid_grant',
    token_revoked: 'invalid_grant',
    bad_client_secret: 'invalid_client',
    invalid_client_id: 'invalid_client',
    invalid_grant_type: 'invalid_request',
    ratelimited: 'temporarily_unavailable',
    service_unavailable: 'temporarily_unavailable',
    internal_error: 'server_error',
    fatal_error: 'server_error',
  },
  /** Moves the user token to the top level when the answer has no bot token there. */
  adaptAnswer(body) {
    if (body.ok === false) return { error: body.error ?? 'unknown_error' }
    return body.access_token === undefined ? { ...body, ...asObject(body.authed_user) } : body
  },
  complete: addInstallation,
  salvage: addReadableInstallation,
  companion: userTokenCompanion,
  /**
   * Without a person, the id contains only the team. That is enough to find the other integrations that use the
   * bot token.
   */
  accountIdIn: ({ details: { team_id, user_id, user_token } }) =>
    team_id && (user_id || !user_token) ? `${team_id}:${user_id ?? ''}` : undefined,
  async identify(credential, client) {
    const stored = storedSchema.safeParse(credential.details).data
    const userToken = credential.details.user_token
    if (stored && userToken === undefined) {
      return externalAccount(accountId(stored), stored.team_name)
    }
    const { body } = await askSlack('auth.test', userToken ?? credential.accessToken, client)
    if (body.ok === false) throw errorFor(body.error)
    const person = stored ?? expectShape('slack', personSchema, body)
    const { user, team } = expectShape('slack', authTestSchema, body)
    const teamName = stored?.team_name ?? (team || person.team_id)
    return externalAccount(accountId(person), `${teamName} (${user})`)
  },
  async probe(credential, client) {
    const answers: JsonObject[] = []
    for (const token of tokensOf(credential)) {
      const { body } = await askSlack('auth.test', token, client)
      const health = healthOf(body.ok, body.error, credential)
      if (health.state !== 'alive') return health
      answers.push(body)
    }
    const account = currentAccount(credential, answers[0])
    return { state: 'alive', ...(account && { account }) }
  },
  async revoke(credential, client) {
    for (const token of tokensOf(credential)) await revokeToken(token, client)
    requireAccessToken('slack', credential)
    return 'revoked'
  },
  async revokeOwnPart({ details, accessToken }, client) {
    const userToken = details.user_token
    if (userToken !== undefined && userToken !== accessToken) await revokeToken(userToken, client)
  },
  grantOwner: (id) => id.split(':', 1).join(),
}
