import 'server-only'
import { readCookies } from '@/lib/http/cookies'
import type { Dashboard, SignOn } from '../dashboard'
import type { Issuer } from '../oidc/issuer'
import { sessionCookieName } from '../sessions/session-cookie'
import { beginSession } from '../sign-in/begin-session'
import { type SignInFailure, verifyToken } from '../sign-in/sign-in'
import { askNextAuth } from './ask-next-auth'
import { letInClaimedPerson } from './let-in-claimed-person'
import {
  type ClaimsAndTokens,
  checkCookieNames,
  providerId,
  signOnOptions,
} from './sign-on-options'
import type { SignOnWay } from './sign-on-way'

/** The return of a browser from the issuer, after a sign-in that began in this browser. */
export interface SignOnReturn {
  request: Request
  dashboard: Dashboard
  signOn: SignOn
  requestId: string
  parameters: Record<string, string>
  way: SignOnWay
  /** The id of the session that this sign-in begins. */
  sessionId: string
}

/** Thrown when a person whom the issuer has identified may not come in. */
export class NotLetInError extends Error {
  constructor(readonly failure: SignInFailure) {
    super(failure)
  }
}

/** Thrown when only a session of support staff has begun, for a person who has no account. */
export class LetInAsStaffError extends Error {}

/** Begins the session of a person whom the issuer has identified, and returns its id. */
async function letIn(
  { request, dashboard, signOn, requestId, way, sessionId }: SignOnReturn,
  redeemed: ClaimsAndTokens,
): Promise<string> {
  const attempt = await letInClaimedPerson(dashboard, signOn, redeemed, way.link ?? null)
  if ('sessionId' in attempt) return attempt.sessionId
  if ('failure' in attempt) throw new NotLetInError(attempt.failure)
  if ('staffId' in attempt && attempt.staffId)
    await dashboard.staffSessions.begin(attempt.staffId, sessionId)
  if (!('presented' in attempt)) throw new LetInAsStaffError()
  const verified = await verifyToken(dashboard, attempt.presented, requestId)
  if ('session' in verified) return beginSession(dashboard, request, verified.session, sessionId)
  await dashboard.embedded?.revokeToken(attempt.presented)
  throw new NotLetInError(verified.failure === 'wrong_token' ? 'sso_no_role' : verified.failure)
}

/**
 * Lets next-auth verify the return, and begins the session of the person. Returns the `Set-Cookie`
 * value of the session.
 *
 * @throws {OidcError} when the issuer does not identify the person
 * @throws {NotLetInError} when the person may not come in
 * @throws {LetInAsStaffError} when only the session of support staff has begun
 */
export async function verifyReturn(back: SignOnReturn): Promise<string> {
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
