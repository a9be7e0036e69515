/**
 * Returns the curl command that reads an integration from the API or, without an `id`, the list. The command takes
 * the token from a shell variable, because the token never reaches the browser.
 */
export function curlCommand(apiAddress: string, id?: string): string {
  const path = id === undefined ? '/integrations' : `/integrations/${encodeURIComponent(id)}`
  return `curl -H "Authorization: Bearer $MITEOS_TOKEN" ${apiAddress}${path}`
}
