import { catalogueEntry } from './catalogue'

/** The paths of the logo of a service on light and on dark surfaces. */
export interface ServiceLogo {
  light: string
  dark: string
}

/** Returns the logo of a service, or `undefined` for a service that this program does not know. */
export function serviceLogo(service: string): ServiceLogo | undefined {
  const entry = catalogueEntry(service)
  if (!entry) return undefined
  const light = `/services/${service}.svg`
  return { light, dark: entry.hasDarkLogo ? `/services/${service}-dark.svg` : light }
}
