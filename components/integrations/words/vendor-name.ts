import { vendorOf } from '@/lib/contract/services/catalogue'

/** Returns the name of a service's vendor, or "the provider" for a service that this program does not know. */
export function vendorName(service: string): string {
  return vendorOf(service)?.name ?? 'the provider'
}
