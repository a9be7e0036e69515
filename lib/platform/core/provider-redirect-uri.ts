import type { Service } from '@/lib/contract/services/catalogue'

/** Where a provider sends people back to: a path for each service, so that answers cannot be mixed up. */
export function providerRedirectUri(appUrl: string, service: Service): string {
  return `${appUrl}/integrations/connect/callback/${service}`
}
