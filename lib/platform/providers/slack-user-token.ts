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
 * Reads and writes the user's token, which `details` holds beside the bot's: as `user_token`, with `user_scopes`
 * and, if tokens rotate, `user_refresh_token`. The scopes of the credential are those of both tokens. Both are
 * refreshed at the same time, in a call each, so the expiry of the bot's token counts for both.
 */
export const userTokenCompanion: Companion = {
  of(credential) {
    // Without a refresh token the user's token does not rotate, and there is nothing to refresh.
    const user = storedUser(credential)
    return user?.refreshToken === undefined ? undefined : user
  },
  join: withUser,
}

/**
 * Adds the user's token from an answer to a credential. If the answer has none, as after a refresh, keeps the
 * token that the credential has.
 */
export function keepUserToken(credential: Credential, answer: JsonObject): Credential {
  const { access_token, refresh_token, scope } =
    expectShape('slack', answerSchema, answer).authed_user ?? {}
  if (access_token === undefined) return withUser(credential, storedUser(credential))
  if (access_token === credential.accessToken) return credential
  return withUser(credential, {
    accessToken: access_token,
    ...(refresh_token && { refreshToken: refresh_token }),
    scopes: splitScopes(scope ?? ''),
    details: {},
  })
}

function storedUser({ details }: Credential): Credential | undefined {
  const { user_token, user_refresh_token, user_scopes } = details
  if (user_token === undefined) return undefined
  return {
    accessToken: user_token,
    ...(user_refresh_token && { refreshToken: user_refresh_token }),
    scopes: splitScopes(user_scopes ?? ''),
    details: {},
  }
}

function withUser(credential: Credential, user: Credential | undefined): Credential {
  const { user_token, user_refresh_token, user_scopes, ...details } = credential.details
  const formerScopes = splitScopes(user_scopes ?? '')
  const botScopes = credential.scopes.filter((scope) => !formerScopes.includes(scope))
  if (!user) return { ...credential, scopes: botScopes, details }
  return {
    ...credential,
    scopes: [...botScopes, ...user.scopes],
    details: {
      ...details,
      user_token: user.accessToken,
      user_scopes: user.scopes.join(' '),
      ...(user.refreshToken && { user_refresh_token: user.refreshToken }),
    },
  }
}
