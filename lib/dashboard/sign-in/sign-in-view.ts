import 'server-only'
import { type SignInReason, signInReasons } from '@/lib/contract/view/sign-in'
import { returnPath } from '../routes/return-path'
import type { Search } from '../routes/search'

/** The content of `/sign-in`. */
export interface SignInView {
  reason?: SignInReason
  /** A path on our own origin, even if the request asked for another one. */
  callbackUrl: string
  /** The secret of a link, to be posted as the field `link`. Opening the page does not spend the link. */
  linkSecret?: string
  /** The id under which the log contains the details. */
  referenceId?: string
}

/** Returns the valid parameters of the sign-in page. */
export function describeSignIn({ error, callbackUrl, link, reference }: Search): SignInView {
  const reason = signInReasons.find((candidate) => candidate === error)
  const isLink = typeof link === 'string' && /^[A-Za-z0-9_-]{16,128}$/.test(link)
  const isReference = typeof reference === 'string' && /^[\w-]{8,64}$/.test(reference)
  return {
    callbackUrl: returnPath(callbackUrl),
    ...(reason ? { reason } : {}),
    ...(reason && isReference ? { referenceId: reference } : {}),
    ...(isLink ? { linkSecret: link } : {}),
  }
}
