import 'server-only'
import { returnPath } from '../routes/return-path'

const reasons = [
  'wrong_token',
  'no_cookies',
  'link_used',
  'link_invalid',
  'unreachable',
  'throttled',
  'malformed',
  'ended',
  'revoked',
] as const

/** The content of `/sign-in`. */
export interface SignInView {
  reason?: (typeof reasons)[number]
  /** A path on our own origin, whatever the request asked for. */
  callbackUrl: string
  /** To be posted as the field `link`; opening the page does not spend it. */
  linkSecret?: string
  /** The id under which the log says more about the reason. */
  referenceId?: string
}

type Search = Record<string, string | string[] | undefined>

/** Reads the parameters of the sign-in page, without those that are not valid. */
export function describeSignIn({ error, callbackUrl, link, reference }: Search): SignInView {
  const reason = reasons.find((candidate) => candidate === error)
  const isLink = typeof link === 'string' && /^[A-Za-z0-9_-]{16,128}$/.test(link)
  const isReference = typeof reference === 'string' && /^[\w-]{8,64}$/.test(reference)
  return {
    callbackUrl: returnPath(callbackUrl),
    ...(reason ? { reason } : {}),
    ...(reason && isReference ? { referenceId: reference } : {}),
    ...(isLink ? { linkSecret: link } : {}),
  }
}
