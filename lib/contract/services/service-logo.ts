import { catalogueEntry } from './catalogue'

/** Where a service's logo is served from; `dark` is its variant for dark surfaces. */
export interface ServiceLogo {
  light: string
  dark: string
}

/** The logo of a service, or `undefined` for a service this program does not know. */
export function serviceLogo(service: string): ServiceLogo | undefined {
  const entry = catalogueEntry(service)
  if (!entry) return undefined
  const light = `/services/${service}.svg`
  return { light, dark: entry.hasDarkLogo ? `/services/${service}-dark.svg` : light }
}
