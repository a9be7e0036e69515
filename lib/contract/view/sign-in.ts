import type { Role } from '../api/role'

/** Why single sign-on did not sign a person in. */
export const signOnReasons = [
  /** The person has cancelled at the issuer. */
  'sso_cancelled',
  /** The way back belongs to another browser or to another attempt, or has taken too long. */
  'sso_restart',
  /** The answer of the issuer cannot be trusted. */
  'sso_refused',
  'sso_unreachable',
  /** Neither a claim, nor an admin, nor the default gives the person a role. */
  'sso_no_role',
  /** An admin has removed the person. */
  'sso_removed',
  /** The identity belongs to another person than the one of the link. */
  'sso_taken',
] as const

export type SignOnReason = (typeof signOnReasons)[number]

/** Every reason why a person sees the sign-in page again: signing in failed, or the session is over. */
export const signInReasons = [
  'wrong_token',
  'no_cookies',
  'link_used',
  'link_invalid',
  'unreachable',
  'throttled',
  'malformed',
  /** The passkey could not be used. */
  'passkey_refused',
  /** The form was sent before a passkey was made or used, because no script ran. */
  'passkey_missing',
  /** The person belongs to no account. */
  'no_account',
  'name_missing',
  /** The person who is signed in belongs to the account of the invitation already. */
  'member_already',
  /** The passkey was ended for the account. */
  'passkey_ended',
  /** An admin has removed the person, and the link is no invitation. */
  'removed',
  /** The person who is signed in may work in one account only. */
  'limited',
  /** The session has ended. */
  'ended',
  /** The token is no longer valid. */
  'revoked',
  ...signOnReasons,
] as const
export type SignInReason = (typeof signInReasons)[number]

/** Returns the path of the sign-in page. After signing in, the person comes back to the path `returnTo`. */
export function signInPath(returnTo: string, reason?: SignInReason): string {
  const query = { ...(reason ? { error: reason } : {}), callbackUrl: returnTo }
  return `/sign-in?${new URLSearchParams(query)}`
}

/** What a link lets its holder do: join an account, or sign in. */
export interface EntryView {
  kind: 'sign_in_link' | 'invitation' | 'reconnect_link'
  accountName: string
  role: Role
  /** The only environment in which a person who joins may work. Null for both. */
  onlyEnvironment: string | null
  /** The name of the person whom the link signs in. Null when a new person joins. */
  personName: string | null
  /** Who made the link, as the beginning of a sentence. */
  madeBy: string
  email: string | null
  /**
   * With a reconnect link: the integration to reconnect. `accountName` is the name of the external
   * account.
   */
  reconnects?: { service: string; accountName: string }
}

/** The content of `/sign-in`. */
export interface SignInView {
  reason?: SignInReason
  /** A path on our own origin, even if the request asked for another one. */
  callbackUrl: string
  /** The secret of a link, to be posted as the field `link`. Opening the page does not spend the link. */
  linkSecret?: string
  /** The id under which the log contains the details. */
  referenceId?: string
  /** What the link is for. Absent when there is no link, or when the store cannot be used. */
  entry?: EntryView
  /** Who is signed in now, when the link signs in another person in their place. */
  replaces?: string
  /** The person who is signed in and can accept an invitation as themselves. */
  signedInAs?: { name: string; personId: string }
  /** Whether people can sign in with a passkey. It is `impossible` at an address at which browsers allow none. */
  passkeys: 'offered' | 'impossible' | 'unknown_here'
  /** The name of the issuer with which people can sign in. Absent when there is none. */
  signOnName?: string
}
