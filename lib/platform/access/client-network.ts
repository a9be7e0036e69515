import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * Returns the network of a client: the /24 of an IPv4 address, or the /48 of an IPv6 address. It tells roughly
 * where a client is, and not which person it belongs to. Returns null when the address is not known.
 *
 * @param source an address, or a network such as the /64 that limits count as one client
 */
export function networkOf(source: string | undefined): string | null {
  const [address = ''] = (source ?? '').split('/')
  // ipaddr.js alone also accepts 10.1 and 0x0a.0.0.1.
  if (isIP(address) === 0) return null
  const known = ipaddr.process(address)
  return known.kind() === 'ipv4'
    ? `${ipaddr.IPv4.networkAddressFromCIDR(`${known}/24`)}/24`
    : `${ipaddr.IPv6.networkAddressFromCIDR(`${known}/48`)}/48`
}
