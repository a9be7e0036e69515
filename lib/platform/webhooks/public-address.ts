import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { Environment } from '@/lib/contract/api/role'
import { isAllowedLoopback } from '@/lib/contract/api/webhook-url-rules'

/**
 * The range of the IPv6 addresses of the public internet
 * (https://www.rfc-editor.org/rfc/rfc4291#section-2.4).
 */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

function rangeOf(address: string): string {
  // ipaddr.js alone also accepts 10.1 and 0x0a.0.0.1. `process` turns an IPv4 address inside IPv6 into that address.
  return isIP(address) === 0 ? 'unknown' : ipaddr.process(address).range()
}

/**
 * Returns whether an IP address belongs to the public internet. False for addresses that may lead
 * to a private IPv4 address, such as those of NAT64 and 6to4.
 */
export function isPublicAddress(address: string): boolean {
  if (rangeOf(address) !== 'unicast') return false
  const parsed = ipaddr.process(address)
  return parsed.kind() === 'ipv4' || parsed.match(globalUnicast)
}

/**
 * Returns the IP address in the host of a URL, without brackets, or null when the host is a name.
 */
export function literalAddress(host: string): string | null {
  const address = host.replace(/^\[(.*)\]$/, '$1')
  return isIP(address) === 0 ? null : address
}

/** Returns whether messages for a webhook with this host may be sent to an IP address. */
export function mayReach(address: string, host: string, environment: Environment): boolean {
  if (isAllowedLoopback(host, environment)) return rangeOf(address) === 'loopback'
  return isPublicAddress(address)
}
