/** The page of the support staff. */
export const supportPath = '/support'

/** The page on which support staff open an account. */
export function openAccountPath(accountId: string): string {
  return `${supportPath}/${encodeURIComponent(accountId)}`
}

/** Returns where support staff without an account go on: to the page of theirs that they wanted to see, or to the first one. */
export function staffPath(callbackUrl: string): string {
  return callbackUrl.startsWith(`${supportPath}/`) ? callbackUrl : supportPath
}
