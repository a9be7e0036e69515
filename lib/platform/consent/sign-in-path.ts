/** The path of the sign-in page, which leads back to a path of ours. */
export function signInPath(callbackPath: string): string {
  return `/sign-in?${new URLSearchParams({ callbackUrl: callbackPath })}`
}
