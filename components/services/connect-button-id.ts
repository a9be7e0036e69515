import type { Service } from '@/lib/contract/services/catalogue'

/** Returns the id of the button that connects this service. */
export function connectButtonId(service: Service): string {
  return `connect-${service}`
}
