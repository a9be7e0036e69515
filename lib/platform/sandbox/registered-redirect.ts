import type { Service } from '@/lib/contract/services/catalogue'
import { providerRedirectUri } from '../core/provider-redirect-uri'

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]']

/**
 * Returns whether a URI is Miteos's own redirect URI, compared byte by byte, or an http URI on the loopback
 * interface without credentials and without a fragment (https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2).
 */
export function isRegisteredRedirect(uri: string, appUrl: string, service: Service): boolean {
  if (uri === providerRedirectUri(appUrl, service)) return true
  if (!URL.canParse(uri) || uri.includes('#')) return false
  const { protocol, hostname, username, password } = new URL(uri)
  return protocol === 'http:' && loopbackHosts.includes(hostname) && !username && !password
}
