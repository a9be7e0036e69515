import 'server-only'
import type { Actor } from '@/lib/contract/api/actor'
import type { Environment, Role } from '@/lib/contract/api/role'
import { zoneCookie, zoneOf } from '@/lib/contract/view/reader'
import { cookieName, readCookie } from '@/lib/http/cookies'
import { requestIdOf } from '@/lib/http/request-id'
import type { Dashboard } from '../dashboard'
import { MiteosError, type MiteosErrorKind } from '../miteos/miteos-error'
import { createSessionMiteos } from './session-miteos'
import { sessionOfCookie } from './session-of-cookie'

interface SignedInPerson {
  id: string
  accountId: string
  accountName: string
  environment: Environment
  role: Role
  actor?: Actor | undefined
  timeZone: string
}

/** Somebody may be signed in, but the API cannot tell now who it is. */
interface PersonNotKnown {
  whyNotKnown: 'rate_limited' | 'unavailable'
  retryAfterSeconds?: number | undefined
}

const unavailableKinds: readonly MiteosErrorKind[] = ['timeout', 'unreachable', 'failed']

/**
 * Returns the signed-in person for the pages of the platform, or null when nobody is signed in. Asks the API, so that a
 * revoked token or a lowered role counts at once.
 *
 * @throws {MiteosError} when the API refuses to tell, or its answer makes no sense
 */
export async function findSignedInPerson(
  dashboard: Dashboard,
  request: Request,
): Promise<SignedInPerson | PersonNotKnown | null> {
  const cookies = request.headers.get('cookie')
  const session = await sessionOfCookie(dashboard, cookies)
  if (!session) return null
  try {
    const { id, name, environment, role, actor } = await createSessionMiteos(
      dashboard,
      session,
      requestIdOf(request),
    ).account()
    const zone = readCookie(cookies, cookieName(dashboard.settings.appUrl, zoneCookie))
    return {
      id: session.personId,
      accountId: id,
      accountName: name,
      environment,
      role,
      actor,
      timeZone: zoneOf(zone),
    }
  } catch (error) {
    if (!(error instanceof MiteosError)) throw error
    const { kind, retryAfterSeconds } = error
    if (kind === 'unauthorized') return null
    if (kind === 'rate_limited') return { whyNotKnown: kind, retryAfterSeconds }
    if (unavailableKinds.includes(kind)) return { whyNotKnown: 'unavailable' }
    throw error
  }
}
