import 'server-only'
import { seeOther } from '@/lib/http/see-other'
import type { Dashboard } from '../dashboard'
import { type FormPost, formHandler } from '../routes/form-handler'
import { returnPath } from '../routes/return-path'
import { sessionCookie } from '../sessions/session-cookie'
import { staffCookie } from '../staff/staff-sessions'
import { staffPath } from '../staff/support-path'
import { beginSession } from './begin-session'
import { readSignInForm, sessionIdFor } from './read-sign-in-form'
import { type SignInFailure, verifyToken } from './sign-in'
import { clientAddressOf, lacksPageCookie, pathAfter, tooManyTries } from './sign-in-answers'

/**
 * The cookies of the sessions that began. `isStaffOnly` is true when there is only a session of
 * support staff, without an account. `note` is what the person is told on the page of the link.
 */
type SignInResult =
  | { cookies: string[]; isStaffOnly: boolean; note?: SignInFailure | undefined }
  | { failure: SignInFailure }

/** Returns the cookies of the sessions that this form has begun in this browser before. */
async function cookiesOfEarlier(
  { sessions, staffSessions, settings }: Dashboard,
  sessionId: string,
): Promise<SignInResult> {
  const session = await sessions.find(sessionId)
  const staff = await staffSessions.find(sessionId)
  const cookies = [
    ...(session ? [await sessionCookie(sessionId, settings)] : []),
    ...(staff ? [staffCookie(sessionId, settings.appUrl)] : []),
  ]
  return { cookies, isStaffOnly: session === null }
}

async function beginStaffSession(
  { staffSessions, settings, log }: Dashboard,
  staffId: string,
  sessionId: string | null,
): Promise<string> {
  const secret = await staffSessions.begin(staffId, sessionId ?? undefined)
  log.info({ person: staffId }, 'support staff signed in')
  return staffCookie(secret, settings.appUrl)
}

async function signIn(post: FormPost): Promise<SignInResult> {
  const { dashboard, request, requestId } = post
  const sessionId = sessionIdFor(post)
  const read = await readSignInForm(post, sessionId)
  if ('sessionId' in read) return cookiesOfEarlier(dashboard, read.sessionId)
  if ('failure' in read) {
    dashboard.log.info({ request_id: requestId, failure: read.failure }, 'a sign-in failed')
    return read
  }
  if (!('presented' in read)) {
    const cookies = [await beginStaffSession(dashboard, read.staffId, sessionId)]
    return { cookies, isStaffOnly: true }
  }
  const { presented, staffId, note } = read
  const verified = await verifyToken(dashboard, presented, requestId)
  if ('session' in verified) {
    const id = await beginSession(dashboard, request, verified.session, sessionId)
    const cookies = [await sessionCookie(id, dashboard.settings)]
    if (staffId) cookies.push(await beginStaffSession(dashboard, staffId, sessionId))
    return { cookies, isStaffOnly: false, note }
  }
  await dashboard.embedded?.revokeToken(presented)
  return verified
}

/**
 * Signs in with an API token, a passkey or a link. Only tokens, passkeys and links that are wrong
 * count against the limit.
 */
export const submitSignIn = formHandler(async (post) => {
  const { dashboard, request, fields, appUrl, requestId } = post
  const callbackUrl = returnPath(fields.get('callbackUrl'))
  const origin = { link: fields.get('link'), requestId }
  if (lacksPageCookie(post)) {
    dashboard.log.info({ request_id: requestId, failure: 'no_cookies' }, 'a sign-in failed')
    return seeOther(pathAfter('no_cookies', origin, callbackUrl), appUrl)
  }
  const slot = await dashboard.signInLimit.take(clientAddressOf(request))
  if ('waitSeconds' in slot) {
    dashboard.log.warn({ request_id: requestId, failure: 'throttled' }, 'a sign-in failed')
    return tooManyTries(post, slot.waitSeconds, callbackUrl)
  }
  const result = await signIn(post).catch(async (error) => {
    await slot.giveBack()
    throw error
  })
  if ('cookies' in result) {
    await slot.giveBack()
    const { cookies, isStaffOnly, note } = result
    const inAccount = note ? pathAfter(note, origin, callbackUrl) : callbackUrl
    const to = isStaffOnly ? staffPath(callbackUrl) : inAccount
    return seeOther(to, appUrl, cookies)
  }
  const { failure } = result
  if (failure === 'unreachable' || failure === 'throttled') await slot.giveBack()
  return seeOther(pathAfter(failure, origin, callbackUrl), appUrl)
})
