import { ClientSecretPost } from 'oauth4webapi'
import { z } from 'zod'
import { ask, bearer, expectShape } from './ask'
import { externalAccount, givenNameSchema, vendorIdSchema } from './external-account'
import { healthOfRefusedToken } from './health'
import type { OAuthProvider } from './oauth-provider'
import type { Credential, ExternalAccount, ProviderClient } from './provider'
import { ProviderError } from './provider-error'

type GoogleService = Pick<OAuthProvider, 'toolScopes' | 'includedScopes'> & {
  service: 'gmail' | 'google_ads'
  /** Returns the text that follows the address in the account's name. */
  nameSuffix?: (credential: Credential, client: ProviderClient) => Promise<string>
}

const ownerSchema = z.object({ sub: vendorIdSchema, email: givenNameSchema })
/** Matches every answer of `tokeninfo` about a valid access token. */
const tokenInfoSchema = z.object({ scope: z.string() }).or(z.object({ sub: vendorIdSchema }))

/**
 * Creates the provider for Gmail or for Google Ads. Quirks:
 *
 * - Without `access_type=offline` there is no refresh token. Without `prompt=consent` there is
 *   none when the person connects again.
 * - `include_granted_scopes` is not sent, because one token would then have the scopes of both services.
 *   Revoking ends a person's grant for a whole Cloud project, so each service needs a client in a project of
 *   its own.
 * - Refresh tokens are not rotated.
 * - The account is identified by `sub`, because addresses change. `sub` comes from the ID token, which is trusted
 *   because the token endpoint itself sends it (OpenID Connect Core §3.1.3.7). Without an ID token, `sub` comes
 *   from `tokeninfo`, and not from the Gmail profile, which the scope for sending does not give access to.
 */
export function googleProvider({
  service,
  toolScopes,
  includedScopes,
  nameSuffix,
}: GoogleService): OAuthProvider {
  const requestedScopes = ['openid', 'email', ...new Set(Object.values(toolScopes).flat())]

  const askTokenInfo = ({ accessToken }: Credential, client: ProviderClient) =>
    ask(service, client, {
      method: 'POST',
      url: 'https://oauth2.googleapis.com/tokeninfo',
      authorization: bearer(accessToken),
      form: {},
    })

  async function findOwner(credential: Credential, client: ProviderClient) {
    const stored = ownerSchema.safeParse(credential.details)
    if (stored.success) return stored.data
    const { status, body } = await askTokenInfo(credential, client)
    if (status === 400 || status === 401) {
      throw new ProviderError(service, 'refused', 'invalid_token')
    }
    return expectShape(service, ownerSchema, body)
  }

  /**
   * Returns the account with its current name. If the name has a suffix, which needs another call, returns
   * `undefined` when the address has not changed or no earlier name is known.
   */
  async function currentAccount(
    { sub, email }: z.infer<typeof ownerSchema>,
    credential: Credential,
    client: ProviderClient,
    lastKnown: ExternalAccount | undefined,
  ) {
    if (!nameSuffix) return externalAccount(sub, email)
    if (!lastKnown || lastKnown.name === email || lastKnown.name.startsWith(`${email} (`))
      return undefined
    return externalAccount(sub, email + (await nameSuffix(credential, client)))
  }

  return {
    kind: 'oauth',
    service,
    toolScopes,
    ...(includedScopes && { includedScopes }),
    issuer: 'https://accounts.google.com',
    authorizationEndpoint: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenEndpoint: 'https://oauth2.googleapis.com/token',
    requestedScopes,
    authorizeParameters: {
      response_type: 'code',
      scope: requestedScopes.join(' '),
      access_type: 'offline',
      prompt: 'consent',
    },
    usesPkce: true,
    refreshes: true,
    keepsRefreshToken: true,
    authenticate: ({ secret }) => ClientSecretPost(secret),
    complete(credential, _answer, claims) {
      const owner = ownerSchema.safeParse(claims)
      return owner.success
        ? { ...credential, details: { ...credential.details, ...owner.data } }
        : credential
    },
    accountIdIn: ({ details }) => details.sub,
    async identify(credential, client) {
      const { sub, email } = await findOwner(credential, client)
      return externalAccount(sub, email + ((await nameSuffix?.(credential, client)) ?? ''))
    },
    async probe(credential, client, lastKnown) {
      const { status, body } = await askTokenInfo(credential, client)
      if (status === 200) {
        expectShape(service, tokenInfoSchema, body)
        const owner = ownerSchema.safeParse(body).data
        const account = owner && (await currentAccount(owner, credential, client, lastKnown))
        return { state: 'alive', ...(account && { account }) }
      }
      if (
        (status === 401 && body.error !== undefined) ||
        (status === 400 && meansTokenEnded(body.error))
      ) {
        return healthOfRefusedToken(credential, client)
      }
      throw new ProviderError(service, status === 403 ? 'unavailable' : 'malformed', 'not_checked')
    },
    async revoke({ refreshToken, accessToken }, client) {
      const url = new URL('https://oauth2.googleapis.com/revoke')
      url.searchParams.set('token', refreshToken ?? accessToken)
      const { status, body } = await ask(service, client, { method: 'POST', url: url.href })
      if (status === 200 || (status === 400 && meansTokenEnded(body.error))) return 'revoked'
      throw new ProviderError(service, 'malformed', 'not_revoked')
    },
    /** Returns the number of the Cloud project, which is the first part of a client id. */
    registrationOf: (clientId) => clientId.split('-', 1).join(),
  }
}

/**
 * Returns whether an error means that the token has ended. `tokeninfo` and `revoke` use different error
 * codes, and Google has changed these codes over the years.
 */
function meansTokenEnded(error: unknown): boolean {
  return error === 'invalid_token' || error === 'invalid_grant'
}
