import { z } from 'zod'
import { type Answer, ask, bearer, expectShape } from './ask'
import { externalAccount, givenNameSchema, vendorIdSchema } from './external-account'
import { asObject } from './json-object'
import type { OAuthProvider } from './oauth-provider'
import type { Credential, ExternalAccount, ProviderClient } from './provider'
import { ProviderError } from './provider-error'

const optionalName = givenNameSchema.nullish().catch(undefined)
const accountSchema = z.object({
  id: vendorIdSchema,
  business_profile: z.object({ name: optionalName }).nullish().catch(undefined),
  settings: z
    .object({ dashboard: z.object({ display_name: optionalName }).nullish() })
    .nullish()
    .catch(undefined),
  email: optionalName,
})

/**
 * Stripe Connect OAuth with Standard accounts. Quirks:
 *
 * - The platform authenticates with its secret key as a bearer token. The token request contains no
 *   `client_id` and no `redirect_uri`.
 * - Only the id of the account is kept from the token answer. API calls use the platform key and
 *   the id, so the vault contains no secret of Stripe, nothing expires and nothing is refreshed.
 * - In an error about the platform key, `error` is an object and not a text.
 * - `deauthorize` answers `invalid_client` both for an account that is no longer connected and for
 *   a wrong `client_id`. A call that asks for the account shows which it is.
 */
export const stripe: OAuthProvider = {
  kind: 'oauth',
  service: 'stripe',
  toolScopes: {
    read_customers: ['read_only'],
    create_invoice: ['read_write'],
    check_payment_status: ['read_only'],
    list_transactions: ['read_only'],
  },
  includedScopes: { read_write: ['read_only'] },
  issuer: 'https://connect.stripe.com',
  authorizationEndpoint: 'https://connect.stripe.com/oauth/authorize',
  tokenEndpoint: 'https://connect.stripe.com/oauth/token',
  requestedScopes: ['read_write'],
  authorizeParameters: { response_type: 'code', scope: 'read_write' },
  usesPkce: false,
  codeLifetimeMs: 5 * 60_000,
  refreshes: false,
  authenticate:
    ({ secret }) =>
    (_server, _client, form, headers) => {
      form.delete('redirect_uri')
      headers.set('authorization', bearer(secret))
    },
  grantFields: ['stripe_user_id'],
  adaptAnswer(body) {
    const error = asObject(body.error)
    if (!error) return body
    const isAboutOurKey =
      error.type === 'authentication_error' || error.type === 'invalid_request_error'
    return { error: isAboutOurKey ? 'invalid_client' : error.type }
  },
  complete({ scopes }, { stripe_user_id }) {
    const accountId = vendorIdSchema.safeParse(stripe_user_id)
    if (!accountId.success) throw new ProviderError('stripe', 'malformed', 'no_account')
    return { accessToken: '', scopes, details: { stripe_user_id: accountId.data } }
  },
  accountIdIn: ({ details }) => details.stripe_user_id,
  async identify(credential, client) {
    const answer = await askForAccount(credential, client)
    if (isAccountGone(answer)) throw new ProviderError('stripe', 'refused', 'account_invalid')
    throwIfKeyRefused(answer)
    return accountIn(answer)
  },
  async probe(credential, client) {
    const answer = await askForAccount(credential, client)
    if (answer.status === 200) {
      return { state: 'alive', account: accountIn(answer) }
    }
    if (isAccountGone(answer)) return { state: 'dead', reason: 'revoked' }
    throwIfKeyRefused(answer)
    throw new ProviderError('stripe', 'malformed', 'unexpected_status')
  },
  async revoke(credential, client) {
    const answer = await ask('stripe', client, {
      method: 'POST',
      url: 'https://connect.stripe.com/oauth/deauthorize',
      authorization: bearer(client.secret),
      form: { client_id: client.id, stripe_user_id: await findAccountId(credential, client) },
    })
    if (answer.status === 200) return 'revoked'
    if (answer.body.error === 'invalid_client') {
      const accountAnswer = await askForAccount(credential, client)
      if (isAccountGone(accountAnswer)) return 'revoked'
      throw new ProviderError('stripe', 'misconfigured', 'invalid_client')
    }
    throwIfKeyRefused(answer)
    throw new ProviderError('stripe', 'malformed', 'not_revoked')
  },
}

function accountIn({ body }: Answer): ExternalAccount {
  const { id, business_profile, settings, email } = expectShape('stripe', accountSchema, body)
  return externalAccount(id, business_profile?.name || settings?.dashboard?.display_name || email)
}

function storedAccountId({ details }: Credential): string | undefined {
  return vendorIdSchema.safeParse(details.stripe_user_id).data
}

async function findAccountId(credential: Credential, client: ProviderClient): Promise<string> {
  const storedId = storedAccountId(credential)
  if (storedId !== undefined) return storedId
  const { body } = await askForAccount(credential, client)
  return expectShape('stripe', accountSchema, body).id
}

/**
 * Asks Stripe for the account. Uses the access token when the token answer named no account. Throws `malformed` when
 * the credential has neither an account nor an access token.
 */
function askForAccount(credential: Credential, client: ProviderClient): Promise<Answer> {
  const storedId = storedAccountId(credential)
  if (storedId === undefined && credential.accessToken === '') {
    throw new ProviderError('stripe', 'malformed', 'no_account')
  }
  return ask('stripe', client, {
    method: 'GET',
    url: `https://api.stripe.com/v1/${storedId === undefined ? 'account' : `accounts/${encodeURIComponent(storedId)}`}`,
    authorization: bearer(storedId === undefined ? credential.accessToken : client.secret),
  })
}

function isAccountGone({ status, body }: Answer): boolean {
  return status === 403 && asObject(body.error)?.code === 'account_invalid'
}

function throwIfKeyRefused({ status }: Answer): void {
  if (status === 401 || status === 403) {
    throw new ProviderError('stripe', 'misconfigured', 'platform_key_refused')
  }
}
