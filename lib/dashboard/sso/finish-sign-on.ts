import 'server-only'
import type { Log } from '@/lib/http/log'
import { plainHeaders } from '@/lib/http/plain-headers'
import { isPrefetch } from '@/lib/http/prefetch'
import { requestIdOf } from '@/lib/http/request-id'
import { seeOther } from '@/lib/http/see-other'
import { hashSecret } from '@/lib/storage/secret-hash'
import type { Dashboard, SignOn } from '../dashboard'
import { authorizationErrorOf } from '../oidc/oidc-failures'
import { ApiError } from '../routes/api-error'
import { refusalPage } from '../routes/form-handler'
import type { Handler } from '../routes/handler'
import { logApiError } from '../routes/log-api-error'
import { home } from '../routes/return-path'
import { sessionCookie } from '../sessions/session-cookie'
import { sessionIdOfSecret } from '../sign-in/session-of-secret'
import type { SignInFailure } from '../sign-in/sign-in'
import { clientAddressOf, pathAfter, tooManyTries } from '../sign-in/sign-in-answers'
import { staffCookie } from '../staff/staff-sessions'
import { staffPath } from '../staff/support-path'
import { failureOf } from './sign-on-failures'
import { endedCheckCookies } from './sign-on-options'
import { endedWayCookie, readWay } from './sign-on-way'
import { endState, spendState, waitForEndOfState } from './spent-states'
import { LetInAsStaffError, NotLetInError, type SignOnReturn, verifyReturn } from './verify-return'

/** Returns the parameters that came back, or null when one came twice or is too long. */
function parametersOf(request: Request): Record<string, string> | null {
  const pairs = [...new URL(request.url).searchParams]
  const parameters = Object.fromEntries(pairs)
  const isPlain = Object.keys(parameters).length === pairs.length
  return isPlain && pairs.every(([, value]) => value.length <= 4096) ? parameters : null
}

/**
 * The cookies of the sessions that began. `isStaffOnly` is true when there is only a session of
 * support staff, without an account.
 */
interface LetIn {
  cookies: string[]
  isStaffOnly: boolean
}

/** Returns the cookie of the session of support staff, if this sign-in has begun one. */
async function staffCookies({ dashboard, sessionId }: SignOnReturn): Promise<string[]> {
  const { staffSessions, settings } = dashboard
  const session = await staffSessions.find(sessionId)
  return session ? [staffCookie(sessionId, settings.appUrl)] : []
}

async function askAndBegin(back: SignOnReturn): Promise<LetIn> {
  try {
    const cookie = await verifyReturn(back)
    return { cookies: [cookie, ...(await staffCookies(back))], isStaffOnly: false }
  } catch (error) {
    if (!(error instanceof LetInAsStaffError)) throw error
    return { cookies: await staffCookies(back), isStaffOnly: true }
  }
}

/**
 * Returns the cookies of the sessions that this return begins, or that an earlier return with the
 * same state has begun.
 */
async function comeBack(back: SignOnReturn): Promise<LetIn> {
  const { dashboard, parameters, sessionId } = back
  const { state = '', error } = parameters
  if (!(await spendState(dashboard, state))) {
    await waitForEndOfState(dashboard, state)
    const session = await dashboard.sessions.find(sessionId)
    const own = session ? [await sessionCookie(sessionId, dashboard.settings)] : []
    const cookies = [...own, ...(await staffCookies(back))]
    if (cookies.length === 0) throw new NotLetInError('sso_restart')
    return { cookies, isStaffOnly: session === null }
  }
  try {
    if (error !== undefined) throw authorizationErrorOf(error)
    return await askAndBegin(back)
  } finally {
    await endState(dashboard, state)
  }
}

function readReturn(
  request: Request,
  dashboard: Dashboard,
  signOn: SignOn,
  requestId: string,
): SignOnReturn | null {
  const parameters = parametersOf(request)
  const way = readWay(dashboard, request.headers.get('cookie'))
  const state = parameters?.state
  if (!parameters || !way || !state || hashSecret(state) !== way.stateHash) return null
  const sessionId = sessionIdOfSecret(dashboard, state, way.seed)
  return { request, dashboard, signOn, requestId, parameters, way, sessionId }
}

/** The failures that are not the person's, and do not count against the limit. */
const uncountedFailures: readonly SignInFailure[] = [
  'sso_cancelled',
  'sso_unreachable',
  'unreachable',
  'throttled',
]

/**
 * Returns the reason that the sign-in page shows, and logs it. Throws an error again that is no
 * failure of a sign-in.
 */
async function failureIn(error: unknown, log: Log, requestId: string): Promise<SignInFailure> {
  if (!(error instanceof NotLetInError)) return failureOf(error, log, requestId)
  log.info({ request_id: requestId, failure: error.failure }, 'a sign-in failed')
  return error.failure
}

/** Returns the `Set-Cookie` values that remove what the browser keeps while a person is at the issuer. */
function endedCookies(appUrl: string): string[] {
  return [...endedCheckCookies(appUrl), endedWayCookie(appUrl)]
}

async function finish(request: Request, dashboard: Dashboard, signOn: SignOn): Promise<Response> {
  const { log, settings } = dashboard
  const { appUrl } = settings
  const requestId = requestIdOf(request)
  const back = readReturn(request, dashboard, signOn, requestId)
  const callbackUrl = back?.way.callbackUrl ?? home
  const slot = await dashboard.signInLimit.take(clientAddressOf(request))
  if ('waitSeconds' in slot) {
    log.warn({ request_id: requestId, failure: 'throttled' }, 'a sign-in failed')
    return tooManyTries({ appUrl, requestId }, slot.waitSeconds, callbackUrl)
  }
  try {
    if (!back) throw new NotLetInError('sso_restart')
    const { cookies, isStaffOnly } = await comeBack(back)
    await slot.giveBack()
    const to = isStaffOnly ? staffPath(callbackUrl) : callbackUrl
    return seeOther(to, appUrl, [...endedCookies(appUrl), ...cookies])
  } catch (error) {
    const failure = await failureIn(error, log, requestId).catch(async (unknown) => {
      await slot.giveBack()
      throw unknown
    })
    if (uncountedFailures.includes(failure)) await slot.giveBack()
    const path = pathAfter(failure, { link: back?.way.link ?? null, requestId }, callbackUrl)
    return seeOther(path, appUrl, back ? endedCookies(appUrl) : [])
  }
}

/** Handles the return of a browser from the issuer. A prefetch and a HEAD have no effect. */
export const finishSignOn: Handler = async (request, dashboard) => {
  const { appUrl } = dashboard.settings
  try {
    const { singleSignOn } = dashboard
    if (!singleSignOn)
      throw new ApiError('not_found', { detail: 'This Miteos has no single sign-on.' })
    if (request.method === 'HEAD' || isPrefetch(request))
      return new Response(null, { status: 204, headers: plainHeaders(appUrl) })
    return await finish(request, dashboard, singleSignOn)
  } catch (error) {
    const requestId = requestIdOf(request)
    return refusalPage(logApiError(error, dashboard, requestId), requestId, appUrl)
  }
}
