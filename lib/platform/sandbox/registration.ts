import type { Service } from '@/lib/contract/catalogue'

/** The one client that each simulated vendor knows. It is no secret. */
export const registrations: Record<Service, { id: string; secret: string }> = {
  gmail: { id: 'sandbox_gmail', secret: 'sandbox_secret_gmail' },
  slack: { id: 'sandbox_slack', secret: 'sandbox_secret_slack' },
  github: { id: 'sandbox_github', secret: 'sandbox_secret_github' },
  stripe: { id: 'ca_sandbox', secret: 'sk_test_sandbox' },
  notion: { id: 'sandbox_notion', secret: 'sandbox_secret_notion' },
  google_ads: { id: 'sandbox_google_ads', secret: 'sandbox_secret_google_ads' },
  telegram: { id: '1000000001', secret: '1000000001:sandbox_bot_token_for_everybody' },
}

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]']

/** The redirect URI that Miteos itself has registered. */
export function ownRedirectUri(appUrl: string, service: Service): string {
  return `${appUrl}/integrations/connect/callback/${service}`
}

/**
 * Miteos's own redirect URI, byte by byte, or any http URI on the loopback interface. Never one
 * with a fragment (https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2) or credentials.
 */
export function isRegisteredRedirect(uri: string, appUrl: string, service: Service): boolean {
  if (uri === ownRedirectUri(appUrl, service)) return true
  if (!URL.canParse(uri) || uri.includes('#')) return false
  const { protocol, hostname, username, password } = new URL(uri)
  return protocol === 'http:' && loopbackHosts.includes(hostname) && !username && !password
}
