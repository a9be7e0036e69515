/**
 * The command that asks the API for one integration, or for the list. The token is never filled in: it
 * does not reach the browser.
 */
export function curlCommand(apiAddress: string, id?: string): string {
  const path = id === undefined ? '/integrations' : `/integrations/${encodeURIComponent(id)}`
  return `curl -H "Authorization: Bearer $MITEOS_TOKEN" ${apiAddress}${path}`
}
