import type { Service } from '@/lib/contract/services/catalogue'

/** Returns where a provider sends people back to. Each service has its own path, so that one provider cannot answer for another. */
export function providerRedirectUri(appUrl: string, service: Service): string {
  return `${appUrl}/integrations/connect/callback/${service}`
}
