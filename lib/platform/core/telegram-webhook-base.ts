import { isIP } from 'node:net'

/** The ports to which Telegram delivers updates (https://core.telegram.org/bots/api#setwebhook). */
const allowedPorts = ['', '443', '80', '88', '8443']
const privateNames = /(^|\.)(localhost|local|internal|lan|home\.arpa)$/

/**
 * Returns the URL with which the webhooks of all bots on this server begin, or `undefined` when
 * Telegram cannot deliver updates to `appUrl`, because it is not https, has no public name, or has
 * a port that Telegram does not deliver to.
 */
export function telegramWebhookBase(appUrl: string): string | undefined {
  const { protocol, hostname, port, origin } = new URL(appUrl)
  const isName = hostname.includes('.') && !hostname.startsWith('[') && isIP(hostname) === 0
  const isPublic = isName && !privateNames.test(hostname)
  if (protocol !== 'https:' || !isPublic || !allowedPorts.includes(port)) return undefined
  return `${origin}/signals/telegram/`
}
