import { z } from 'zod'
import { catalogue, isService, type Service, services } from '@/lib/contract/services/catalogue'
import { ConfigurationError } from './configuration-error'
import { httpUrl, isLoopback } from './env-values'

/** Our registrations at the vendors. */
export type LiveClients = Partial<Record<Service, { id: string; secret: string }>>
/** The addresses that replace those of the vendors. */
export type ProviderOrigins = Partial<Record<Service, string>>

/** The characters that can stand in a header. Other ones come from a mistake in copying. */
const printable = /^[\x21-\x7e]+$/
const botToken = z.string().regex(/^\d{1,20}:[A-Za-z0-9_-]{20,256}$/)

/**
 * Reads our registrations at the vendors. A service whose variables are not set is left out.
 *
 * @throws {ConfigurationError} when only one of two variables is set, or when a value cannot be right
 */
export function readLiveClients(variables: Record<string, string>): LiveClients {
  const clients: LiveClients = {}
  for (const { service, setupVariables } of catalogue) {
    const [idName, secretName] = setupVariables
    if (!idName || !secretName) continue
    const id = variables[idName]
    const secret = variables[secretName]
    for (const name of setupVariables) {
      if (!variables[name] || printable.test(variables[name])) continue
      throw new ConfigurationError(
        `${name} holds a space or another character that no vendor puts into it.`,
      )
    }
    if (id && secret) clients[service] = { id, secret }
    else if (id) throw new ConfigurationError(`${secretName} is missing: ${idName} is set.`)
    else if (secret) throw new ConfigurationError(`${idName} is missing: ${secretName} is set.`)
  }
  const token = variables.TELEGRAM_BOT_TOKEN
  if (token) {
    if (!botToken.safeParse(token).success) {
      throw new ConfigurationError('TELEGRAM_BOT_TOKEN does not have the form of a bot token.')
    }
    clients.telegram = { id: token.slice(0, token.indexOf(':')), secret: token }
  }
  return clients
}

/** The path of the API, for services that customers can run on their own servers. */
const apiPaths: Partial<Record<Service, string>> = { github: '/api/v3' }

function readAddress(service: Service, text: string): string {
  const url = httpUrl.safeParse(text).data
  const path = url?.pathname.replace(/\/$/, '')
  if (!url || (path && path !== apiPaths[service])) {
    const api = apiPaths[service] ? `, nor one followed by ${apiPaths[service]}` : ''
    throw new ConfigurationError(`PROVIDER_ORIGINS: the one of ${service} is not an origin${api}.`)
  }
  if (url.protocol !== 'https:' && !isLoopback(url.hostname)) {
    throw new ConfigurationError(`PROVIDER_ORIGINS: ${service} needs https or a loopback address.`)
  }
  return url.origin + path
}

/**
 * Reads the addresses that replace those of the vendors, in the form `service=address,…`.
 *
 * @throws {ConfigurationError} when an entry names no service, a service twice, or an address that is not allowed
 */
export function readProviderOrigins(list: string | undefined): ProviderOrigins {
  const origins: ProviderOrigins = {}
  for (const entry of (list ?? '').split(',').map((part) => part.trim())) {
    if (entry === '') continue
    const separator = entry.indexOf('=')
    const service = entry.slice(0, separator)
    if (separator < 0 || !isService(service)) {
      throw new ConfigurationError(
        `PROVIDER_ORIGINS names "${service || entry}"; the services are ${services.join(', ')}.`,
      )
    }
    if (origins[service]) throw new ConfigurationError(`PROVIDER_ORIGINS names ${service} twice.`)
    origins[service] = readAddress(service, entry.slice(separator + 1))
  }
  return origins
}
