import type { Service } from '@/lib/contract/services/catalogue'

/** The addresses from which snippets are made. */
export interface SnippetAddresses {
  connectUrl: string
  apiAddress: string
}

/** Returns the link to which an app sends its people, so that they connect a service and return to the app. */
export function connectLink(
  { connectUrl }: Pick<SnippetAddresses, 'connectUrl'>,
  service: Service,
  redirectUri: string,
): string {
  const link = new URL(connectUrl)
  link.searchParams.set('service', service)
  link.searchParams.set('redirect_uri', redirectUri)
  link.searchParams.set('state', 'YOUR_STATE')
  return link.href
}

/** Returns the command that redeems the code that the app gets at its redirect URI. */
export function redeemCommand(
  { apiAddress }: Pick<SnippetAddresses, 'apiAddress'>,
  service: Service,
): string {
  const body = JSON.stringify({ service, oauth_code: 'THE_OAUTH_CODE' })
  return [
    `curl -X POST ${apiAddress}/integrations`,
    '  -H "Authorization: Bearer $MITEOS_TOKEN"',
    '  -H "Content-Type: application/json"',
    `  -d '${body}'`,
  ].join(' \\\n')
}
