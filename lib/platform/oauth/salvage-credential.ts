import { bearerTokenSchema } from '../providers/credential-fields'
import type { JsonObject } from '../providers/json-object'
import { asObject } from '../providers/json-object'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { Credential } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'

const tokenFields = ['access_token', 'refresh_token']

/**
 * Returns the credential in an answer that the platform cannot use, without the parts that cannot be read.
 * Returns `undefined` when the answer granted nothing.
 *
 * @param before the credential before a refresh; the parts that the answer does not replace stay
 */
export function salvageCredential(
  provider: OAuthProvider,
  body: JsonObject,
  before?: Credential,
): Credential | undefined {
  const names = [...tokenFields, ...(provider.grantFields ?? [])]
  if (!carriesGrant(body, names)) return undefined
  const refreshToken = tokenOf(body.refresh_token) ?? before?.refreshToken
  const bare: Credential = {
    scopes: [],
    ...before,
    accessToken: tokenOf(body.access_token) ?? before?.accessToken ?? '',
    ...(refreshToken !== undefined && { refreshToken }),
    details: { ...before?.details },
  }
  try {
    return provider.complete?.(bare, body, {}) ?? bare
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return provider.salvage?.(bare, body) ?? bare
  }
}

function tokenOf(value: unknown): string | undefined {
  return bearerTokenSchema.safeParse(value).data
}

/**
 * Returns whether an answer has one of these fields, also in an inner object, because Slack sends its second
 * token in one.
 */
function carriesGrant(body: JsonObject, names: readonly string[]): boolean {
  return Object.entries(body).some(([name, value]) => {
    if (names.includes(name)) return tokenOf(value) !== undefined
    const inner = asObject(value)
    return inner !== undefined && carriesGrant(inner, names)
  })
}
