/**
 * Returns the curl command that reads one integration, or the list, from the API. It refers to
 * a variable for the token, because the token never reaches the browser.
 */
export function curlCommand(apiAddress: string, id?: string): string {
  const path = id === undefined ? '/integrations' : `/integrations/${encodeURIComponent(id)}`
  return `curl -H "Authorization: Bearer $MITEOS_TOKEN" ${apiAddress}${path}`
}
