/** Returns the path of the sign-in page, which leads back to `callbackPath`. */
export function signInPath(callbackPath: string): string {
  return `/sign-in?${new URLSearchParams({ callbackUrl: callbackPath })}`
}
