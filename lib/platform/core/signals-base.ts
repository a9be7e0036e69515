import { isIP } from 'node:net'

/** The ports to which Telegram delivers (https://core.telegram.org/bots/api#setwebhook). */
const deliveredPorts = ['', '443', '80', '88', '8443']
const privateNames = /(^|\.)(localhost|local|internal|lan|home\.arpa)$/

/**
 * Returns the address below which Telegram can deliver updates to this server, or `undefined` when the server has no
 * public name with https.
 */
export function signalsBase(appUrl: string): string | undefined {
  const { protocol, hostname, port, origin } = new URL(appUrl)
  const isName = hostname.includes('.') && !hostname.startsWith('[') && isIP(hostname) === 0
  const isPublic = isName && !privateNames.test(hostname)
  if (protocol !== 'https:' || !isPublic || !deliveredPorts.includes(port)) return undefined
  return `${origin}/signals/telegram/`
}
