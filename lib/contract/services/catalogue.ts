import { plainText } from '../text/plain-text'
import { github } from './github'
import { gmail } from './gmail'
import { googleAds } from './google-ads'
import { notion } from './notion'
import type { ServiceDefinition, Vendor } from './service-definition'
import { slack } from './slack'
import { stripe } from './stripe'
import { telegram } from './telegram'

/** The services, in the order in which the page offers them. */
export const services = [
  'gmail',
  'slack',
  'github',
  'stripe',
  'notion',
  'google_ads',
  'telegram',
] as const

export type Service = (typeof services)[number]

export interface CatalogueEntry extends ServiceDefinition {
  /** Its id on the wire. */
  service: Service
}

const definitions: Readonly<Record<Service, ServiceDefinition>> = {
  gmail,
  slack,
  github,
  stripe,
  notion,
  google_ads: googleAds,
  telegram,
}

/** What is known of each service, in the order of `services`. */
export const catalogue: readonly CatalogueEntry[] = services.map((service) => ({
  service,
  ...definitions[service],
}))

export function isService(value: unknown): value is Service {
  return services.some((service) => service === value)
}

/** The catalogue's entry, or `undefined` for a service this program does not know. */
export function catalogueEntry(service: Service): CatalogueEntry
export function catalogueEntry(service: string): CatalogueEntry | undefined
export function catalogueEntry(service: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.service === service)
}

/** What people call the service; the API's own name for one this program does not know. */
export function serviceName(service: string): string {
  return catalogueEntry(service)?.name ?? (plainText(service) || 'Unknown service')
}

/** The tools of a service, by their wire names, in the documented order. */
export function toolNames(service: Service): string[] {
  return definitions[service].tools.map((tool) => tool.name)
}

/** The company behind a service, or `undefined` for a service this program does not know. */
export function vendorOf(service: string): Vendor | undefined {
  return catalogueEntry(service)?.vendor
}
