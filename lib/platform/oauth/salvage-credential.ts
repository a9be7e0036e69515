import { bearerTokenSchema } from '../providers/credential-fields'
import type { JsonObject } from '../providers/json-object'
import { asObject } from '../providers/json-object'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { Credential } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'

const tokenFields = ['access_token', 'refresh_token']

/**
 * Returns the credential in an answer that the platform cannot use, as far as it can be read, so that the grant can
 * be revoked. Returns `undefined` when the answer granted nothing.
 *
 * @param oldCredential the credential before a refresh; the parts that the answer does not replace stay
 */
export function salvageCredential(
  provider: OAuthProvider,
  body: JsonObject,
  oldCredential?: Credential,
): Credential | undefined {
  const fieldNames = [...tokenFields, ...(provider.grantFields ?? [])]
  if (!containsGrant(body, fieldNames)) return undefined
  const refreshToken = readToken(body.refresh_token) ?? oldCredential?.refreshToken
  const salvaged: Credential = {
    scopes: [],
    ...oldCredential,
    accessToken: readToken(body.access_token) ?? oldCredential?.accessToken ?? '',
    ...(refreshToken !== undefined && { refreshToken }),
    details: { ...oldCredential?.details },
  }
  try {
    return provider.complete?.(salvaged, body, {}) ?? salvaged
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return provider.salvage?.(salvaged, body) ?? salvaged
  }
}

/** Returns the value when it is a token that can be sent in a header, otherwise `undefined`. */
function readToken(value: unknown): string | undefined {
  return bearerTokenSchema.safeParse(value).data
}

/**
 * Returns whether an answer has one of these fields, also in an inner object, because Slack sends its second
 * token in an inner object.
 */
function containsGrant(body: JsonObject, fieldNames: readonly string[]): boolean {
  return Object.entries(body).some(([name, value]) => {
    if (fieldNames.includes(name)) return readToken(value) !== undefined
    const inner = asObject(value)
    return inner !== undefined && containsGrant(inner, fieldNames)
  })
}
