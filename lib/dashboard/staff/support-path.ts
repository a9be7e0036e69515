/** The page of the support staff. */
export const supportPath = '/support'

/** The page on which support staff open an account. */
export function openAccountPath(accountId: string): string {
  return `${supportPath}/${encodeURIComponent(accountId)}`
}
