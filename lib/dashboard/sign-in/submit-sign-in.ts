import 'server-only'
import { noticePage } from '@/lib/http/notice-page'
import { seeOther } from '@/lib/http/see-other'
import { type FormPost, formHandler } from '../routes/form-handler'
import { returnPath, withParameters } from '../routes/return-path'
import { sessionCookie } from '../sessions/session-cookie'
import { sessionOfCookie } from '../sessions/session-of-cookie'
import type { NewSession } from '../sessions/sessions'
import { browserSecretIn } from './browser-cookie'
import { linkSessionId, presentLink } from './present-link'
import { presentToken, type SignInFailure, trySignIn } from './sign-in'
import { endSession } from './sign-out'

/** The sign-in page, with why it is shown again and the id under which the log knows more. */
function failurePath(failure: SignInFailure, callbackUrl: string, reference: string): string {
  return withParameters('/sign-in', { error: failure, callbackUrl, reference })
}

/**
 * Whether the form is of our page, in a browser that did not keep the page's cookie: it would not keep that of
 * the session either. A program that has seen no page is not asked.
 */
function keepsNoCookies({ request, fields, appUrl }: FormPost): boolean {
  const isOfOurPage = fields.get('cookies') === 'needed'
  return isOfOurPage && !browserSecretIn(request.headers.get('cookie'), appUrl)
}

/** The same page again, with what it had: nothing is spent. */
function pathWithoutCookies({ fields, requestId }: FormPost, callbackUrl: string): string {
  const link = fields.get('link')
  const path = failurePath('no_cookies', callbackUrl, requestId)
  return link ? withParameters(path, { link }) : path
}

/** 429 for programs; a browser goes on to the sign-in page, which says the same in its own look. */
function tooMany({ appUrl, requestId }: FormPost, wait: number, callbackUrl: string): Response {
  const href = failurePath('throttled', callbackUrl, requestId)
  return noticePage({
    appUrl,
    status: 429,
    title: 'Too many attempts',
    text: 'Wait a minute before you try to sign in again.',
    link: { href, label: 'Back to sign-in' },
    reference: requestId,
    headers: { 'retry-after': String(wait), refresh: `0; url=${href}` },
  })
}

async function begin(
  { dashboard, request }: FormPost,
  session: NewSession,
  sessionId: string | null,
): Promise<string> {
  const earlier = await sessionOfCookie(dashboard, request.headers.get('cookie'))
  const id = await dashboard.sessions.begin(session, sessionId ?? undefined)
  if (earlier) await endSession(dashboard, earlier)
  await dashboard.embedded?.signInLinks.markSignedIn()
  dashboard.log.info({ person: session.person, account: session.accountId }, 'signed in')
  return sessionCookie(id, dashboard.settings)
}

type Attempted = { cookie: string } | { failure: SignInFailure }

/** The session that a link is to make in this browser; null without a link, or without its cookie. */
function sessionIdFor({ dashboard, request, fields, appUrl }: FormPost): string | null {
  const link = fields.get('link')
  const browser = browserSecretIn(request.headers.get('cookie'), appUrl)
  return link && browser ? linkSessionId(dashboard, link, browser) : null
}

async function present({ dashboard, fields }: FormPost, sessionId: string | null) {
  const link = fields.get('link')
  if (link) return presentLink(dashboard, link, sessionId)
  const presented = presentToken(fields.get('token'))
  return presented ? { presented } : { failure: 'malformed' as const }
}

async function attempt(post: FormPost): Promise<Attempted> {
  const { dashboard, requestId } = post
  const sessionId = sessionIdFor(post)
  const came = await present(post, sessionId)
  if ('signedIn' in came) return { cookie: await sessionCookie(came.signedIn, dashboard.settings) }
  if ('failure' in came) {
    dashboard.log.info({ request_id: requestId, failure: came.failure }, 'a sign-in failed')
    return came
  }
  const { presented } = came
  const tried = await trySignIn(dashboard, presented, requestId)
  if ('session' in tried) return { cookie: await begin(post, tried.session, sessionId) }
  await dashboard.embedded?.revokeToken(presented)
  return tried
}

/** What server.mjs counts the client under, if it knows; a client cannot name its own. */
function sourceOf(request: Request): string | null {
  return request.headers.get('x-miteos-client-address')
}

/** Signs in with an API token or a sign-in link. Only an attempt that was wrong counts in the limit. */
export const submitSignIn = formHandler(async (post) => {
  const { dashboard, request, fields, appUrl, requestId } = post
  const callbackUrl = returnPath(fields.get('callbackUrl'))
  if (keepsNoCookies(post)) {
    dashboard.log.info({ request_id: requestId, failure: 'no_cookies' }, 'a sign-in failed')
    return seeOther(pathWithoutCookies(post, callbackUrl), appUrl)
  }
  const place = await dashboard.signInLimit.take(sourceOf(request))
  if ('wait' in place) {
    dashboard.log.warn({ request_id: requestId, failure: 'throttled' }, 'a sign-in failed')
    return tooMany(post, place.wait, callbackUrl)
  }
  const attempted = await attempt(post).catch(async (error) => {
    await place.giveBack()
    throw error
  })
  if ('cookie' in attempted) {
    await place.giveBack()
    return seeOther(callbackUrl, appUrl, [attempted.cookie])
  }
  const { failure } = attempted
  if (failure === 'unreachable' || failure === 'throttled') await place.giveBack()
  return seeOther(failurePath(failure, callbackUrl, requestId), appUrl)
})
