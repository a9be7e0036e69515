/** The path of the page of the support staff. */
export const supportPath = '/support'

/** The path of the page about the passkeys of the member of the support staff who is signed in. */
export const staffPasskeysPath = `${supportPath}/passkeys`

/** Returns the path of the page on which support staff open an account. */
export function openAccountPath(accountId: string): string {
  return `${supportPath}/${encodeURIComponent(accountId)}`
}

/**
 * Returns the path to which support staff without an account go on: the support page that they
 * wanted to see, or the first one.
 */
export function staffPath(callbackUrl: string): string {
  return callbackUrl.startsWith(`${supportPath}/`) ? callbackUrl : supportPath
}
