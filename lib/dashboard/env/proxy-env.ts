import { ConfigurationError } from './configuration-error'

/** Where the way out leads. With credentials in the URLs: never to be logged. */
export interface Proxies {
  https?: string
  http?: string
  /** Hosts that are asked directly, separated by commas. */
  except?: string
}

function readProxy(variables: Record<string, string>, name: string): string | undefined {
  const spelling = [name.toLowerCase(), name].find((each) => variables[each] !== undefined)
  const value = spelling && variables[spelling]
  if (!value) return undefined
  const text = value.includes('://') ? value : `http://${value}`
  const url = URL.canParse(text) ? new URL(text) : null
  const isPlain = url && url.pathname === '/' && !url.search && !url.hash
  if (isPlain && /^https?:$/.test(url.protocol)) return url.href
  throw new ConfigurationError(`${spelling} must be the http or https URL of a proxy.`)
}

/** What the variables say that most programs know; in small letters they come first, as with curl. */
export function readProxies(variables: Record<string, string>): { proxies?: Proxies } {
  const https = readProxy(variables, 'HTTPS_PROXY')
  const http = readProxy(variables, 'HTTP_PROXY')
  if (!https && !http) return {}
  const except = variables.no_proxy ?? variables.NO_PROXY
  return {
    proxies: { ...(https && { https }), ...(http && { http }), ...(except && { except }) },
  }
}
