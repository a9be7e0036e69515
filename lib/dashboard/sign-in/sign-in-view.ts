import 'server-only'
import { type SignInView, signInReasons } from '@/lib/contract/view/sign-in'
import { returnPath } from '../routes/return-path'
import type { Search } from '../routes/search'
import { linkPattern } from './link-pattern'

/** The parameters of the sign-in page. */
export type SignInParameters = Pick<
  SignInView,
  'reason' | 'callbackUrl' | 'linkSecret' | 'referenceId'
>

/** Returns the valid parameters of the sign-in page. */
export function describeSignIn({ error, callbackUrl, link, reference }: Search): SignInParameters {
  const isLink = typeof link === 'string' && linkPattern.test(link)
  const sent = signInReasons.find((candidate) => candidate === error)
  // A mail program may have cut the link, and the person has to know that it is not complete.
  const reason = sent ?? (link === undefined || isLink ? undefined : 'link_invalid')
  const isReference = typeof reference === 'string' && /^[\w-]{8,64}$/.test(reference)
  return {
    callbackUrl: returnPath(callbackUrl),
    ...(reason ? { reason } : {}),
    ...(reason && isReference ? { referenceId: reference } : {}),
    ...(isLink ? { linkSecret: link } : {}),
  }
}
