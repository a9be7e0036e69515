import { type Answer, ask, bearer } from './ask'
import { ownProperty } from './own-property'
import type { Credential, Health, ProviderClient } from './provider'
import { ProviderError } from './provider-error'

/** The errors of Slack that say that a token has ended, each with the reason. */
const endReasons: Readonly<Record<string, 'revoked' | 'account_closed'>> = {
  token_revoked: 'revoked',
  invalid_auth: 'revoked',
  not_authed: 'revoked',
  account_inactive: 'account_closed',
}

const temporaryErrors = new Set([
  'ratelimited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
])

/** Calls one of the two methods that every token may call about itself. */
export function askSlack(
  method: 'auth.test' | 'auth.revoke',
  token: string,
  client: ProviderClient,
): Promise<Answer> {
  return ask('slack', client, {
    method: 'POST',
    url: `https://slack.com/api/${method}`,
    authorization: bearer(token),
    form: {},
  })
}

/**
 * Revokes a token. A token that has already ended counts as revoked. Throws `ProviderError` when
 * the token may still work.
 */
export async function revokeToken(token: string, client: ProviderClient): Promise<void> {
  const { body } = await askSlack('auth.revoke', token, client)
  if (body.ok === true || (body.ok === false && endReasonOf(body.error))) return
  throw body.ok === false ? errorFor(body.error) : shapeError()
}

/** Returns the tokens of a credential, each once. The user token comes first, because only one person uses it. */
export function tokensOf({ accessToken, details }: Credential): Set<string> {
  return new Set([details.user_token ?? accessToken, accessToken].filter(Boolean))
}

/**
 * Returns the health of a grant according to an answer of `auth.test`. Throws `ProviderError` when the answer
 * is not about the grant.
 */
export function healthOf(ok: unknown, error: unknown, { refreshToken }: Credential): Health {
  if (ok === true) return { state: 'alive' }
  if (ok !== false) throw shapeError()
  if (error === 'missing_scope') return { state: 'alive' }
  const endReason = endReasonOf(error)
  if (endReason) return { state: 'dead', reason: endReason }
  if (error === 'token_expired') {
    return { state: refreshToken === undefined ? 'dead' : 'stale', reason: 'expired' }
  }
  throw errorFor(error)
}

/** Returns the error for an answer that has no `ok`. Every answer of Slack has it. */
function shapeError(): ProviderError {
  return new ProviderError('slack', 'malformed', 'unexpected_shape')
}

function endReasonOf(error: unknown): 'revoked' | 'account_closed' | undefined {
  return typeof error === 'string' ? ownProperty(endReasons, error) : undefined
}

/** Returns the error to throw for an error code of Slack. */
export function errorFor(error: unknown): ProviderError {
  const code = typeof error === 'string' ? error : 'unknown_error'
  const isAboutToken = endReasonOf(error) !== undefined || code === 'token_expired'
  if (isAboutToken) return new ProviderError('slack', 'refused', code)
  return new ProviderError('slack', temporaryErrors.has(code) ? 'unavailable' : 'malformed', code)
}
