/** Every reason why a person sees the sign-in page again: signing in failed, or the session is over. */
export const signInReasons = [
  'wrong_token',
  'no_cookies',
  'link_used',
  'link_invalid',
  'unreachable',
  'throttled',
  'malformed',
  /** The session has ended. */
  'ended',
  /** The token is no longer valid. */
  'revoked',
] as const
export type SignInReason = (typeof signInReasons)[number]

/** Returns the path of the sign-in page. After signing in, the person comes back to the path `returnTo`. */
export function signInPath(returnTo: string, reason?: SignInReason): string {
  const query = { ...(reason ? { error: reason } : {}), callbackUrl: returnTo }
  return `/sign-in?${new URLSearchParams(query)}`
}
