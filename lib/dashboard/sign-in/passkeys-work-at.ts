import { isIP } from 'node:net'

/**
 * Returns whether browsers allow passkeys at an address: the address is secure and its host has a name
 * (https://www.w3.org/TR/webauthn-3/#relying-party-identifier).
 */
export function passkeysWorkAt(appUrl: string): boolean {
  const { protocol, hostname } = new URL(appUrl)
  const isLocal = hostname === 'localhost' || hostname.endsWith('.localhost')
  const isAddress = isIP(hostname.replace(/^\[|\]$/g, '')) !== 0
  return (protocol === 'https:' || isLocal) && !isAddress
}
