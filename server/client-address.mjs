import { BlockList, isIP } from 'node:net'

/** @param {string} address */
function family(address) {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

/** @param {string} address */
function unmapped(address) {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

/**
 * Reads `TRUSTED_PROXIES`: addresses or CIDR ranges, separated by commas.
 *
 * @param {string} list
 */
export function trustedProxies(list) {
  const proxies = new BlockList()
  for (const entry of list.split(',').map((part) => part.trim())) {
    const [address = '', prefix = address.includes(':') ? '128' : '32', ...rest] = entry.split('/')
    if (entry === '') continue
    try {
      if (rest.length > 0 || !/^\d+$/.test(prefix)) throw new RangeError(prefix)
      proxies.addSubnet(address, Number(prefix), family(address))
    } catch (cause) {
      throw new Error(`TRUSTED_PROXIES holds "${entry}", which is not an address.`, { cause })
    }
  }
  return proxies
}

/**
 * The address of the client: what the nearest proxy that is not ours to trust has seen.
 * What a client writes into X-Forwarded-For itself stands left of that and is never reached.
 *
 * @param {string | undefined} socketAddress
 * @param {string | string[] | undefined} forwardedFor
 * @param {BlockList} proxies
 */
export function clientAddress(socketAddress, forwardedFor, proxies) {
  let nearest = unmapped(socketAddress ?? '')
  const hops = String(forwardedFor ?? '').split(',')
  while (isIP(nearest) && proxies.check(nearest, family(nearest))) {
    const hop = unmapped((hops.pop() ?? '').trim())
    if (!isIP(hop)) return nearest
    nearest = hop
  }
  return nearest
}
