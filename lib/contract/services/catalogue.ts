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
  /** The id of the service in the API. */
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

/** All facts about each service, in the order of `services`. */
export const catalogue: readonly CatalogueEntry[] = services.map((service) => ({
  service,
  ...definitions[service],
}))

export function isService(value: unknown): value is Service {
  return services.some((service) => service === value)
}

/** Returns the entry of a service, or `undefined` for a service that this program does not know. */
export function catalogueEntry(service: Service): CatalogueEntry
export function catalogueEntry(service: string): CatalogueEntry | undefined
export function catalogueEntry(service: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.service === service)
}

/**
 * Returns the name of a service for people. For a service that this program does not know, returns its id, or
 * "Unknown service" when the id has no visible text.
 */
export function serviceName(service: string): string {
  return catalogueEntry(service)?.name ?? (plainText(service) || 'Unknown service')
}

/** Returns the names that the API uses for the tools of a service, in the documented order. */
export function toolNames(service: Service): string[] {
  return definitions[service].tools.map((tool) => tool.name)
}

/** Returns the company behind a service, or `undefined` for a service that this program does not know. */
export function vendorOf(service: string): Vendor | undefined {
  return catalogueEntry(service)?.vendor
}
