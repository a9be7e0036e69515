import { ConfigurationError } from './configuration-error'

/** The proxies for outgoing requests. Never log their URLs, which may contain a password. */
export interface Proxies {
  https?: string
  http?: string
  /** The hosts that are contacted without a proxy, separated by commas. */
  except?: string
}

function readProxy(variables: Record<string, string>, name: string): string | undefined {
  const variable = [name.toLowerCase(), name].find((spelling) => variables[spelling] !== undefined)
  const value = variable && variables[variable]
  if (!value) return undefined
  const text = value.includes('://') ? value : `http://${value}`
  const url = URL.canParse(text) ? new URL(text) : null
  const isPlain = url && url.pathname === '/' && !url.search && !url.hash
  if (isPlain && /^https?:$/.test(url.protocol)) return url.href
  throw new ConfigurationError(`${variable} must be the http or https URL of a proxy.`)
}

/** Reads `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`. As in curl, names in small letters win. */
export function readProxies(variables: Record<string, string>): { proxies?: Proxies } {
  const https = readProxy(variables, 'HTTPS_PROXY')
  const http = readProxy(variables, 'HTTP_PROXY')
  if (!https && !http) return {}
  const except = variables.no_proxy ?? variables.NO_PROXY
  return {
    proxies: { ...(https && { https }), ...(http && { http }), ...(except && { except }) },
  }
}
