import { z } from 'zod'
import { expectShape } from './ask'
import { bearerTokenSchema, splitScopes } from './credential-fields'
import type { JsonObject } from './json-object'
import type { Companion } from './oauth-provider'
import type { Credential } from './provider'

const answerSchema = z.object({
  authed_user: z
    .object({
      access_token: bearerTokenSchema.exactOptional(),
      refresh_token: bearerTokenSchema.exactOptional(),
      scope: z.string().exactOptional(),
    })
    .nullish(),
})

/**
 * Reads and writes the user token. `details` contains it as `user_token`, with `user_scopes` and, if tokens rotate,
 * `user_refresh_token`. The scopes of the credential are those of the bot token and the user token. Both tokens are
 * refreshed at the same time, in a call each, so the expiry of the bot token counts for both.
 */
export const userTokenCompanion: Companion = {
  read(credential) {
    // A user token without a refresh token does not rotate, so nothing can be refreshed.
    const userToken = storedUserToken(credential)
    return userToken?.refreshToken === undefined ? undefined : userToken
  },
  write: withUserToken,
}

/**
 * Returns the credential with the user token of an answer. If the answer has none, as after a refresh, the user token
 * that the credential already has stays.
 */
export function addUserToken(credential: Credential, answer: JsonObject): Credential {
  const { access_token, refresh_token, scope } =
    expectShape('slack', answerSchema, answer).authed_user ?? {}
  if (access_token === undefined) return withUserToken(credential, storedUserToken(credential))
  if (access_token === credential.accessToken) return credential
  return withUserToken(credential, {
    accessToken: access_token,
    ...(refresh_token && { refreshToken: refresh_token }),
    scopes: splitScopes(scope ?? ''),
    details: {},
  })
}

function storedUserToken({ details }: Credential): Credential | undefined {
  const { user_token, user_refresh_token, user_scopes } = details
  if (user_token === undefined) return undefined
  return {
    accessToken: user_token,
    ...(user_refresh_token && { refreshToken: user_refresh_token }),
    scopes: splitScopes(user_scopes ?? ''),
    details: {},
  }
}

function withUserToken(credential: Credential, userToken: Credential | undefined): Credential {
  const { user_token, user_refresh_token, user_scopes, ...details } = credential.details
  const formerScopes = splitScopes(user_scopes ?? '')
  const botScopes = credential.scopes.filter((scope) => !formerScopes.includes(scope))
  if (!userToken) return { ...credential, scopes: botScopes, details }
  return {
    ...credential,
    scopes: [...botScopes, ...userToken.scopes],
    details: {
      ...details,
      user_token: userToken.accessToken,
      user_scopes: userToken.scopes.join(' '),
      ...(userToken.refreshToken && { user_refresh_token: userToken.refreshToken }),
    },
  }
}
