import { isService, type Service } from './catalogue'

/** Where a service's logo is served from; `dark` is its variant for dark surfaces. */
export interface ServiceLogo {
  light: string
  dark: string
}

const drawnForDark: readonly Service[] = ['github', 'notion']

/** The logo of a service, or `undefined` for a service this program does not know. */
export function serviceLogo(service: string): ServiceLogo | undefined {
  if (!isService(service)) return undefined
  const light = `/services/${service}.svg`
  return {
    light,
    dark: drawnForDark.includes(service) ? `/services/${service}-dark.svg` : light,
  }
}
