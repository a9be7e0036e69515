import { Resolver } from 'node:dns/promises'

export interface HostAddress {
  address: string
  family: 4 | 6
}

/** Returns all IP addresses of a host, at least one. Throws when the host has none. */
export type ResolveHost = (host: string) => Promise<HostAddress[]>

const firstTimeoutMs = 2000
const loopback: HostAddress[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
]

/**
 * Asks the name servers for the addresses of a host. Does not use `dns.lookup`, which runs only
 * four times at once in a process: a few names whose servers never answer would delay every other
 * request of the process.
 */
export const resolveHost: ResolveHost = async (host) => {
  if (host === 'localhost') return loopback
  const resolver = new Resolver({ timeout: firstTimeoutMs, tries: 2 })
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
  const found = [
    ...(v4.status === 'fulfilled'
      ? v4.value.map((address) => ({ address, family: 4 as const }))
      : []),
    ...(v6.status === 'fulfilled'
      ? v6.value.map((address) => ({ address, family: 6 as const }))
      : []),
  ]
  if (found.length === 0 && v4.status === 'rejected') throw v4.reason
  return found
}
