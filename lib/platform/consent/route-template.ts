import { cancelPath } from './cancel'
import { connectPath } from './connect-link'

export const startPath = `${connectPath}/start`
export const telegramPath = `${connectPath}/telegram`
export const callbackPath = `${connectPath}/callback/`

const exactPaths = [connectPath, startPath, telegramPath, cancelPath]

/** Returns the route to which a path of the consent pages belongs, with `{service}` in the place of a service. */
export function routeTemplate(pathname: string): string {
  if (exactPaths.includes(pathname)) return pathname
  return pathname.startsWith(callbackPath) ? `${callbackPath}{service}` : `${connectPath}/*`
}
