import { BlockList, isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** @param {string} address */
function family(address) {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4'
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

/** An address, an IPv4 address with a port, or an IPv6 address in brackets with or without a port. */
const NODE = /^(?:\[(?<bracketed>[^\]]+)\]|(?<bare>[^:]+))(?::\d{1,5})?$/

/**
 * The address in a hop of X-Forwarded-For in its one usual form, without quotes, port or zone;
 * `undefined` when there is none.
 *
 * @param {string} hop
 */
function addressOf(hop) {
  const node = hop.replace(/^"(.*)"$/, '$1')
  const { bracketed, bare } = NODE.exec(node)?.groups ?? {}
  const [address = ''] = (bracketed ?? bare ?? node).split('%')
  // ipaddr.js alone also reads 10.1 and 0x0a.0.0.1, which proxies and BlockList take for something else.
  return isIP(address) ? ipaddr.process(address).toString() : undefined
}

/**
 * The address of the client: what the nearest proxy that is not ours to trust has seen.
 * What a client writes into X-Forwarded-For itself stands left of that and is never reached.
 * `undefined` when a trusted proxy names a client in a way that cannot be read.
 *
 * @param {string | undefined} socketAddress
 * @param {string | string[] | undefined} forwardedFor
 * @param {BlockList} proxies
 */
export function clientAddress(socketAddress, forwardedFor, proxies) {
  const hops = String(forwardedFor ?? '')
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '')
  let nearest = addressOf(socketAddress ?? '')
  while (nearest !== undefined && proxies.check(nearest, family(nearest))) {
    const hop = hops.pop()
    if (hop === undefined) return nearest
    nearest = addressOf(hop)
  }
  return nearest
}

/**
 * What limits count as one client: an IPv4 address, or the /64 network of an IPv6 one, in which a single
 * household has as many addresses as it likes.
 *
 * @param {string} address
 */
export function limitSource(address) {
  if (isIP(address) !== 6) return address
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`)}/64`
}

/**
 * Reads from requests what limits count them under. Answers `undefined` where that is not known, which no
 * two clients may share, and says so once in the log.
 *
 * @param {BlockList} proxies
 * @param {(fields: object, message: string) => void} log never told an address
 * @returns {(request: import('node:http').IncomingMessage) => string | undefined}
 */
export function createSourceReader(proxies, log) {
  let isTold = false
  return ({ socket, headers }) => {
    const address = clientAddress(socket.remoteAddress, headers['x-forwarded-for'], proxies)
    if (address !== undefined) return limitSource(address)
    if (!isTold && socket.remoteAddress !== undefined) {
      log(
        {},
        'a trusted proxy names clients in a way that cannot be read; no limit counts them apart',
      )
      isTold = true
    }
    return undefined
  }
}
