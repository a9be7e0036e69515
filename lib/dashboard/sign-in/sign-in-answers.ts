import 'server-only'
import { signInPath, signOnReasons } from '@/lib/contract/view/sign-in'
import { noticePage } from '@/lib/http/notice-page'
import type { FormPost } from '../routes/form-handler'
import { withParameters } from '../routes/return-path'
import { browserSecretIn } from './browser-cookie'
import type { SignInFailure } from './sign-in'

/** Returns the client's address as server.mjs sets it; clients cannot set this header themselves. */
export function clientAddressOf(request: Request): string | null {
  return request.headers.get('x-miteos-client-address')
}

/** Returns the path of the sign-in page, with the failure and the id under which the log contains the details. */
function failurePath(failure: SignInFailure, callbackUrl: string, reference: string): string {
  return withParameters(signInPath(callbackUrl, failure), { reference })
}

/** The failures after which the link of the form can still be used. */
const linkKeepingFailures: readonly SignInFailure[] = [
  'no_cookies',
  'passkey_refused',
  'passkey_missing',
  'name_missing',
  'member_already',
  'removed',
  'passkey_ended',
  'limited',
  'ended',
  ...signOnReasons,
]

/** Returns the path of the sign-in page with the failure, and with the link of the form when it can still be used. */
export function pathAfter(
  failure: SignInFailure,
  { link, requestId }: { link: string | null; requestId: string },
  callbackUrl: string,
): string {
  const path = failurePath(failure, callbackUrl, requestId)
  return link && linkKeepingFailures.includes(failure) ? withParameters(path, { link }) : path
}

/**
 * Returns whether the form comes from our page but without the page's cookie. Such a browser would not keep the
 * cookie of the session either. Programs do not load the page and need no cookie.
 */
export function lacksPageCookie({ request, fields, appUrl }: FormPost): boolean {
  const isOfOurPage = fields.get('cookies') === 'needed'
  return isOfOurPage && !browserSecretIn(request.headers.get('cookie'), appUrl)
}

/** Answers 429. A browser goes on to the sign-in page, which shows the same message. */
export function tooManyTries(
  { appUrl, requestId }: Pick<FormPost, 'appUrl' | 'requestId'>,
  waitSeconds: number,
  callbackUrl: string,
): Response {
  const href = failurePath('throttled', callbackUrl, requestId)
  return noticePage({
    appUrl,
    status: 429,
    title: 'Too many attempts',
    text: 'Wait a minute before you try to sign in again.',
    link: { href, label: 'Back to sign-in' },
    reference: requestId,
    headers: { 'retry-after': String(waitSeconds), refresh: `0; url=${href}` },
  })
}
