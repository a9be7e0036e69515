import 'server-only'
import { readCookies } from '@/lib/http/cookies'
import { plainHeaders } from '@/lib/http/plain-headers'
import { isPrefetch } from '@/lib/http/prefetch'
import { requestIdOf } from '@/lib/http/request-id'
import { seeOther } from '@/lib/http/see-other'
import { hashSecret } from '@/lib/storage/secret-hash'
import type { Dashboard, SignOn } from '../dashboard'
import type { Issuer } from '../oidc/issuer'
import { authorizationErrorOf } from '../oidc/oidc-failures'
import { ApiError } from '../routes/api-error'
import { refusalPage } from '../routes/form-handler'
import type { Handler } from '../routes/handler'
import { logApiError } from '../routes/log-api-error'
import { home } from '../routes/return-path'
import { sessionCookie, sessionCookieName } from '../sessions/session-cookie'
import { beginSession } from '../sign-in/begin-session'
import { sessionIdOfSecret } from '../sign-in/session-of-secret'
import { type SignInFailure, verifyToken } from '../sign-in/sign-in'
import { clientAddressOf, pathAfter, tooManyTries } from '../sign-in/sign-in-answers'
import { askNextAuth } from './ask-next-auth'
import { presentClaimed } from './present-claimed'
import { failureOf } from './sign-on-failures'
import {
  checkCookieNames,
  endedCheckCookies,
  providerId,
  type Redeemed,
  signOnOptions,
} from './sign-on-options'
import { endedWayCookie, readWay, type SignOnWay } from './sign-on-way'
import { endState, spendState, stateEnded } from './spent-states'

interface Return {
  request: Request
  dashboard: Dashboard
  signOn: SignOn
  requestId: string
  parameters: Record<string, string>
  way: SignOnWay
  /** The id of the session to which the way leads. */
  sessionId: string
}

/** Somebody whom the issuer has identified may not come in. */
class NotLetInError extends Error {
  constructor(readonly failure: SignInFailure) {
    super(failure)
  }
}

/** Returns the parameters that came back, or null when one came twice or is too long. */
function parametersOf(request: Request): Record<string, string> | null {
  const pairs = [...new URL(request.url).searchParams]
  const parameters = Object.fromEntries(pairs)
  const isPlain = Object.keys(parameters).length === pairs.length
  return isPlain && pairs.every(([, value]) => value.length <= 4096) ? parameters : null
}

/** Begins the session of somebody whom the issuer has identified, and returns its id. */
async function letIn(
  { request, dashboard, signOn, requestId, way, sessionId }: Return,
  redeemed: Redeemed,
): Promise<string> {
  const attempt = await presentClaimed(dashboard, signOn, redeemed, way.link ?? null)
  if ('sessionId' in attempt) return attempt.sessionId
  if ('failure' in attempt) throw new NotLetInError(attempt.failure)
  const verified = await verifyToken(dashboard, attempt.presented, requestId)
  if ('session' in verified) return beginSession(dashboard, request, verified.session, sessionId)
  await dashboard.embedded?.revokeToken(attempt.presented)
  throw new NotLetInError(verified.failure === 'wrong_token' ? 'sso_no_role' : verified.failure)
}

/** Lets next-auth check what came back. Returns the cookie of the session. */
async function askWhoCameBack(back: Return): Promise<string> {
  const { request, dashboard, signOn, parameters } = back
  const { appUrl } = dashboard.settings
  let thrown: { error: unknown } | undefined
  const keep = async <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      thrown = { error }
      throw error
    })
  const { issuer } = signOn
  const redeem: Issuer['redeem'] = (sent) => keep(issuer.redeem(sent))
  const guarded = { ...signOn, issuer: { ...issuer, redeem } }
  const options = signOnOptions(dashboard, guarded, await issuer.describe(), (redeemed) =>
    keep(letIn(back, redeemed)),
  )
  const names = checkCookieNames(appUrl)
  const sent = readCookies(request.headers.get('cookie'))
  const cookies = sent.filter(({ name }) => names.includes(name))
  const answer = await askNextAuth(
    {
      method: 'GET',
      path: ['callback', providerId],
      query: parameters,
      cookies: Object.fromEntries(cookies.map(({ name, value }) => [name, value])),
    },
    options,
  )
  if (thrown) throw thrown.error
  const name = `${sessionCookieName(appUrl)}=`
  const cookie = answer.cookies.find((line) => line.startsWith(name))
  if (!cookie) throw new NotLetInError('sso_restart')
  return cookie
}

/** Returns the cookie of the session that begins, or of the one that the same way has begun before. */
async function comeBack(back: Return): Promise<string> {
  const { dashboard, parameters, sessionId } = back
  const { state = '', error } = parameters
  if (!(await spendState(dashboard, state))) {
    await stateEnded(dashboard, state)
    const session = await dashboard.sessions.find(sessionId)
    if (session) return sessionCookie(sessionId, dashboard.settings)
    throw new NotLetInError('sso_restart')
  }
  try {
    if (error !== undefined) throw authorizationErrorOf(error)
    return await askWhoCameBack(back)
  } finally {
    await endState(dashboard, state)
  }
}

function readReturn(
  request: Request,
  dashboard: Dashboard,
  signOn: SignOn,
  requestId: string,
): Return | null {
  const parameters = parametersOf(request)
  const way = readWay(dashboard, request.headers.get('cookie'))
  const state = parameters?.state
  if (!parameters || !way || !state || hashSecret(state) !== way.stateHash) return null
  const sessionId = sessionIdOfSecret(dashboard, state, way.seed)
  return { request, dashboard, signOn, requestId, parameters, way, sessionId }
}

/** The failures that are not the person's, and do not count against the limit. */
const harmless: readonly SignInFailure[] = [
  'sso_cancelled',
  'sso_unreachable',
  'unreachable',
  'throttled',
]

async function finish(request: Request, dashboard: Dashboard, signOn: SignOn): Promise<Response> {
  const { log, settings } = dashboard
  const { appUrl } = settings
  const requestId = requestIdOf(request)
  const back = readReturn(request, dashboard, signOn, requestId)
  const callbackUrl = back?.way.callbackUrl ?? home
  const place = await dashboard.signInLimit.take(clientAddressOf(request))
  if ('waitSeconds' in place) {
    log.warn({ request_id: requestId, failure: 'throttled' }, 'a sign-in failed')
    return tooManyTries({ appUrl, requestId }, place.waitSeconds, callbackUrl)
  }
  try {
    if (!back) throw new NotLetInError('sso_restart')
    const cookie = await comeBack(back)
    await place.giveBack()
    const ended = [...endedCheckCookies(appUrl), endedWayCookie(appUrl)]
    return seeOther(callbackUrl, appUrl, [...ended, cookie])
  } catch (error) {
    const isKnown = error instanceof NotLetInError
    if (isKnown) log.info({ request_id: requestId, failure: error.failure }, 'a sign-in failed')
    const failure = isKnown ? error.failure : failureOf(error, log, requestId)
    if (harmless.includes(failure)) await place.giveBack()
    return seeOther(
      pathAfter(failure, { link: back?.way.link ?? null, requestId }, callbackUrl),
      appUrl,
    )
  }
}

/** Takes back somebody who comes from the issuer. A prefetch and a HEAD have no effect. */
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
