import 'server-only'
import { seeOther } from '@/lib/http/see-other'
import { type FormPost, formHandler } from '../routes/form-handler'
import { returnPath, withParameters } from '../routes/return-path'
import { sessionCookie } from '../sessions/session-cookie'
import { beginSession } from './begin-session'
import { linkPattern } from './link-pattern'
import { readAttempt, sessionIdFor } from './read-attempt'
import { type SignInFailure, verifyToken } from './sign-in'
import { clientAddressOf, lacksPageCookie, pathAfter, tooManyTries } from './sign-in-answers'

type SignInResult = { cookie: string } | { failure: SignInFailure }

async function signIn(post: FormPost): Promise<SignInResult> {
  const { dashboard, request, requestId } = post
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
  if ('session' in verified) {
    const id = await beginSession(dashboard, request, verified.session, sessionId)
    return { cookie: await sessionCookie(id, dashboard.settings) }
  }
  await dashboard.embedded?.revokeToken(presented)
  return verified
}

/** Returns the path of the invitation that a person opened before they signed in, or null when there is none. */
function invitationPath({ fields }: FormPost): string | null {
  const secret = fields.get('invitation')
  return secret && linkPattern.test(secret) ? withParameters('/sign-in', { link: secret }) : null
}

/** Signs in with an API token, a passkey or a link. Only wrong ones count against the limit. */
export const submitSignIn = formHandler(async (post) => {
  const { dashboard, request, fields, appUrl, requestId } = post
  const callbackUrl = returnPath(fields.get('callbackUrl'))
  const origin = { link: fields.get('link'), requestId }
  if (lacksPageCookie(post)) {
    dashboard.log.info({ request_id: requestId, failure: 'no_cookies' }, 'a sign-in failed')
    return seeOther(pathAfter('no_cookies', origin, callbackUrl), appUrl)
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
    return seeOther(invitationPath(post) ?? callbackUrl, appUrl, [result.cookie])
  }
  const { failure } = result
  if (failure === 'unreachable' || failure === 'throttled') await place.giveBack()
  return seeOther(pathAfter(failure, origin, callbackUrl), appUrl)
})
