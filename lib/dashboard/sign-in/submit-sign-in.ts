import 'server-only'
import { signInPath } from '@/lib/contract/view/sign-in'
import { noticePage } from '@/lib/http/notice-page'
import { seeOther } from '@/lib/http/see-other'
import { type FormPost, formHandler } from '../routes/form-handler'
import { home, returnPath, withParameters } from '../routes/return-path'
import { sessionCookie } from '../sessions/session-cookie'
import { sessionOfCookie } from '../sessions/session-of-cookie'
import type { NewSession } from '../sessions/sessions'
import { browserSecretIn } from './browser-cookie'
import { linkPattern } from './link-pattern'
import { readAttempt, sessionIdFor } from './read-attempt'
import { type SignInFailure, verifyToken } from './sign-in'
import { endSession } from './sign-out'

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
  'limited',
  'ended',
]

/** Returns the path of the sign-in page with the failure, and with the link of the form when it can still be used. */
function pathAfter(
  failure: SignInFailure,
  { fields, requestId }: FormPost,
  callbackUrl: string,
): string {
  const path = failurePath(failure, callbackUrl, requestId)
  const link = fields.get('link')
  return link && linkKeepingFailures.includes(failure) ? withParameters(path, { link }) : path
}

/**
 * Returns whether the form comes from our page but without the page's cookie. Such a browser would not keep the
 * cookie of the session either. Programs do not load the page and need no cookie.
 */
function lacksPageCookie({ request, fields, appUrl }: FormPost): boolean {
  const isOfOurPage = fields.get('cookies') === 'needed'
  return isOfOurPage && !browserSecretIn(request.headers.get('cookie'), appUrl)
}

/** Answers 429. A browser goes on to the sign-in page, which shows the same message. */
function tooManyTries(
  { appUrl, requestId }: FormPost,
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

/** Begins a session and ends the earlier one of this browser. Returns the `Set-Cookie` value. */
async function beginSession(
  { dashboard, request }: FormPost,
  session: NewSession,
  sessionId: string | null,
): Promise<string> {
  const earlierSession = await sessionOfCookie(dashboard, request.headers.get('cookie'))
  const id = await dashboard.sessions.begin(session, sessionId ?? undefined)
  if (earlierSession) await endSession(dashboard, earlierSession)
  await dashboard.embedded?.signInLinks.markSignedIn()
  dashboard.log.info({ person: session.personId, account: session.accountId }, 'signed in')
  return sessionCookie(id, dashboard.settings)
}

type SignInResult = { cookie: string } | { failure: SignInFailure }

async function signIn(post: FormPost): Promise<SignInResult> {
  const { dashboard, requestId } = post
  const sessionId = sessionIdFor(post)
  const read = await readAttempt(post, sessionId)
  if ('sessionId' in read) {
    return { cookie: await sessionCookie(read.sessionId, dashboard.settings) }
  }
  if ('failure' in read) {
    dashboard.log.info({ request_id: requestId, failure: read.failure }, 'a sign-in failed')
    return read
  }
  const { presented } = read
  const verified = await verifyToken(dashboard, presented, requestId)
  if ('session' in verified)
    return { cookie: await beginSession(post, verified.session, sessionId) }
  await dashboard.embedded?.revokeToken(presented)
  return verified
}

/** Returns the path of the invitation that a person opened before they signed in, or null when there is none. */
function invitationPath({ fields }: FormPost, callbackUrl: string): string | null {
  const secret = fields.get('invitation')
  return secret && linkPattern.test(secret)
    ? withParameters('/sign-in', { link: secret, ...(callbackUrl === home ? {} : { callbackUrl }) })
    : null
}

/** Returns the client's address as server.mjs sets it; clients cannot set this header themselves. */
function clientAddressOf(request: Request): string | null {
  return request.headers.get('x-miteos-client-address')
}

/** Signs in with an API token, a passkey or a link. Only wrong ones count against the limit. */
export const submitSignIn = formHandler(async (post) => {
  const { dashboard, request, fields, appUrl, requestId } = post
  const callbackUrl = returnPath(fields.get('callbackUrl'))
  if (lacksPageCookie(post)) {
    dashboard.log.info({ request_id: requestId, failure: 'no_cookies' }, 'a sign-in failed')
    return seeOther(pathAfter('no_cookies', post, callbackUrl), appUrl)
  }
  const place = await dashboard.signInLimit.take(clientAddressOf(request))
  if ('waitSeconds' in place) {
    dashboard.log.warn({ request_id: requestId, failure: 'throttled' }, 'a sign-in failed')
    return tooManyTries(post, place.waitSeconds, callbackUrl)
  }
  const result = await signIn(post).catch(async (error) => {
    await place.giveBack()
    throw error
  })
  if ('cookie' in result) {
    await place.giveBack()
    return seeOther(invitationPath(post, callbackUrl) ?? callbackUrl, appUrl, [result.cookie])
  }
  const { failure } = result
  if (failure === 'unreachable' || failure === 'throttled') await place.giveBack()
  return seeOther(pathAfter(failure, post, callbackUrl), appUrl)
})
