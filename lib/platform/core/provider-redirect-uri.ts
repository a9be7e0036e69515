import type { Service } from '@/lib/contract/services/catalogue'

/**
 * Returns the URI to which a provider sends people back. Each service has its own path, so that one provider
 * cannot answer for another.
 */
export function providerRedirectUri(appUrl: string, service: Service): string {
  return `${appUrl}/integrations/connect/callback/${service}`
}
