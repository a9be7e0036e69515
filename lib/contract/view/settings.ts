import type { RedirectUri } from '../api/redirect-uri'
import type { Token } from '../api/token'
import type { FirstAnswer } from './failure'

/** Why a form of the settings changed nothing. */
export const settingsErrors = [
  /** The text that was typed cannot be used. The page says why. */
  'invalid',
  /** The limit is reached, or the last admin token would go. */
  'conflict',
  'forbidden',
  'rate_limited',
  'unreachable',
] as const
export type SettingsError = (typeof settingsErrors)[number]

/** The content of the page about redirect URIs. */
export interface RedirectUrisView {
  redirectUris: FirstAnswer<RedirectUri[]>
  /** The callback of the dashboard itself, which is always registered. */
  ownCallback: string
  /** The address of the connect URL, without parameters. */
  connectUrl: string
  /** The address of the API, without a slash at the end. */
  apiAddress: string
  /** The fields of the form that was sent and changed nothing, so that the form can be shown again with them. */
  typed: { uri: string; appName: string }
  error: SettingsError | null
  /** The id of the redirect URI that was just registered. */
  registeredId: string | null
  /** Whether a redirect URI was just deleted. */
  isDeleted: boolean
  /** The URI to check, or null when none was typed. */
  checked: string | null
}

/** The content of the page about API tokens. */
export interface TokensView {
  tokens: FirstAnswer<{ items: Token[]; nextCursor: string | null }>
  /** Whether this is the first page of the list. */
  isFirstPage: boolean
  /** The token with its secret, right after it was created. Null at every other time. */
  newToken: { token: string; id: string } | null
  /** The id of a token that was just created, but whose secret can no longer be shown. */
  createdId: string | null
  /** The address of the API, without a slash at the end. */
  apiAddress: string
  /** The fields of the form that was sent and changed nothing, so that the form can be shown again with them. */
  typed: { name: string; role: string; expiresInDays: string }
  error: SettingsError | null
  /** Whether the error is about revoking, not about creating. */
  isErrorOfRevoke: boolean
  isRevoked: boolean
  /** The key of the form: two requests with the same key create one token. */
  formKey: string
}
