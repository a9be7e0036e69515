import { z } from 'zod'
import { ConfigurationError } from './configuration-error'
import { isLoopback } from './env-values'

/** The server that passes on our mails, and the sender that they name. */
export interface MailEnv {
  host: string
  port: number
  encryption: 'tls' | 'starttls' | 'none'
  credentials?: { user: string; pass: string }
  from: { name: string; address: string }
}

const usualPorts = { 'smtp:': 587, 'smtps:': 465 } as const
const address = z.email().max(254)
/**
 * An address, or a name and an address. The name has no characters that have a meaning in the
 * header of a mail.
 */
const senderPattern =
  /^(?:"?(?<name>[^"<>\p{C}]{1,64}?)"?\s*<(?<inBrackets>[^<>]+)>|(?<alone>[^<>\s]+))$/u

const wrongForm =
  'SMTP_URL must be smtp://host, smtp://user:password@host:587 or smtps://host, with an encoded user and password.'

/** Decodes the user or the password of a URL. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new ConfigurationError(wrongForm)
  }
}

/** Returns how the connection is encrypted. Without a parameter it always is, except to this machine itself. */
function encryptionOf(url: URL, hasCredentials: boolean): MailEnv['encryption'] {
  if (url.protocol === 'smtps:') return 'tls'
  const isHere = isLoopback(url.hostname)
  const tls = url.searchParams.get('tls') ?? (isHere ? 'none' : 'required')
  if (tls === 'required') return 'starttls'
  if (tls !== 'none') throw new ConfigurationError('SMTP_URL: tls is required or none.')
  if (hasCredentials && !isHere)
    throw new ConfigurationError(
      'SMTP_URL has a password and tls=none, which would show it to everybody on the way.',
    )
  return 'none'
}

function readServer(text: string): Omit<MailEnv, 'from'> {
  const url = URL.canParse(text) ? new URL(text) : null
  const known = url && Object.entries(usualPorts).find(([protocol]) => protocol === url.protocol)
  if (!url || !known || !url.hostname || url.hash || !/^\/?$/.test(url.pathname))
    throw new ConfigurationError(wrongForm)
  const parameters = [...url.searchParams.keys()]
  if (parameters.length > 1 || parameters.some((name) => name !== 'tls'))
    throw new ConfigurationError('SMTP_URL can have one parameter only: tls=required or tls=none.')
  const [user, pass] = [decoded(url.username), decoded(url.password)]
  if (Boolean(user) !== Boolean(pass))
    throw new ConfigurationError(
      'SMTP_URL has a user without a password, or a password without a user.',
    )
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return {
    host,
    port: url.port === '' ? known[1] : Number(url.port),
    encryption: encryptionOf(url, user !== ''),
    ...(user && { credentials: { user, pass } }),
  }
}

function readSender(text: string): MailEnv['from'] {
  const { name = 'Miteos Integrations', inBrackets, alone } = senderPattern.exec(text)?.groups ?? {}
  const parsed = address.safeParse(inBrackets ?? alone)
  if (!parsed.success)
    throw new ConfigurationError(
      'MAIL_FROM must be an address, such as miteos@example.com, or a name with it: Miteos <miteos@example.com>.',
    )
  return { name: name.trim(), address: parsed.data }
}

/** Returns the sender when none is configured: an address of the host at which people open this server. */
function defaultSender(appUrl: string): MailEnv['from'] {
  return { name: 'Miteos Integrations', address: `miteos@${new URL(appUrl).hostname}` }
}

/**
 * Reads how mails are sent. Returns an empty object when neither variable is set: then no mail is
 * sent.
 *
 * @throws {ConfigurationError} when only MAIL_FROM is set, or when a value cannot be right. It never repeats the value of SMTP_URL
 */
export function readMail(variables: Record<string, string>, appUrl: string): { mail?: MailEnv } {
  const { SMTP_URL: server, MAIL_FROM: sender } = variables
  if (!server && !sender) return {}
  if (!server) throw new ConfigurationError('SMTP_URL is missing: MAIL_FROM is set.')
  const from = sender ? readSender(sender) : defaultSender(appUrl)
  return { mail: { ...readServer(server), from } }
}
