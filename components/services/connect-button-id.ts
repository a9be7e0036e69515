import type { Service } from '@/lib/contract/services/catalogue'

/** The button among the available services that connects this one. */
export function connectButtonId(service: Service): string {
  return `connect-${service}`
}
