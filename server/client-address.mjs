import { BlockList, isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** @param {string} address */
function family(address) {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
}

/**
 * Parses `TRUSTED_PROXIES`: addresses or CIDR ranges, separated by commas.
 *
 * @param {string} list
 * @throws {Error} naming the entry that is not an address
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

/** Matches an address, an IPv4 address with a port, or an IPv6 address in brackets with or without a port. */
const ADDRESS_WITH_PORT = /^(?:\[(?<bracketed>[^\]]+)\]|(?<bare>[^:]+))(?::\d{1,5})?$/

/**
 * Returns the address in an entry of X-Forwarded-For in its usual form, without quotes, port or zone. Returns
 * `undefined` when the entry contains no address.
 *
 * @param {string} entry
 */
function addressOf(entry) {
  const unquoted = entry.replace(/^"(.*)"$/, '$1')
  const { bracketed, bare } = ADDRESS_WITH_PORT.exec(unquoted)?.groups ?? {}
  const [address = ''] = (bracketed ?? bare ?? unquoted).split('%')
  // ipaddr.js alone also accepts 10.1 and 0x0a.0.0.1, which proxies and BlockList interpret differently.
  return isIP(address) ? ipaddr.process(address).toString() : undefined
}

/**
 * Returns the address of the client. Begins at the address of the connection and then reads X-Forwarded-For from
 * right to left, until an address is not a trusted proxy. An address that the client itself wrote into the header is
 * further left and is never reached. When all addresses are trusted proxies, returns the leftmost. Returns
 * `undefined` when a trusted proxy sends an address that cannot be read. The package @fastify/proxy-addr is not
 * used, because it takes host names in place of addresses and keeps ports.
 *
 * @param {string | undefined} socketAddress
 * @param {string | string[] | undefined} forwardedFor
 * @param {BlockList} proxies
 */
export function clientAddress(socketAddress, forwardedFor, proxies) {
  const entries = String(forwardedFor ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
  let nearest = addressOf(socketAddress ?? '')
  while (nearest !== undefined && proxies.check(nearest, family(nearest))) {
    const entry = entries.pop()
    if (entry === undefined) return nearest
    nearest = addressOf(entry)
  }
  return nearest
}

/**
 * Returns the unit that limits count as one client: an IPv4 address, or the /64 network of an IPv6 address,
 * because one household can use every address in its network.
 *
 * @param {string} address
 */
export function limitSource(address) {
  if (isIP(address) !== 6) return address
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`)}/64`
}

/**
 * Creates the function that returns the unit that limits count for a request. It returns `undefined` when the
 * address of the client is not known, and logs this once. Requests without a unit must not share one limit.
 *
 * @param {BlockList} proxies
 * @param {(fields: object, message: string) => void} log receives no address
 * @returns {(request: import('node:http').IncomingMessage) => string | undefined}
 */
export function createSourceReader(proxies, log) {
  let wasLogged = false
  return ({ socket, headers }) => {
    const address = clientAddress(socket.remoteAddress, headers['x-forwarded-for'], proxies)
    if (address !== undefined) return limitSource(address)
    if (!wasLogged && socket.remoteAddress !== undefined) {
      log(
        {},
        'a trusted proxy names clients in a way that cannot be read; no limit counts them apart',
      )
      wasLogged = true
    }
    return undefined
  }
}
