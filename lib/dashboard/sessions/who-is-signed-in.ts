import 'server-only'
import type { Actor } from '@/lib/contract/api/actor'
import type { Environment, Role } from '@/lib/contract/api/role'
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
}

/** The answer when the API could not be asked now. */
interface PersonNotKnown {
  notKnown: 'rate_limited' | 'unavailable'
  retryAfterSeconds?: number | undefined
}

const notAnswering: readonly MiteosErrorKind[] = ['timeout', 'unreachable', 'failed']

/**
 * Returns who is signed in, for the connect pages. It asks the API, so that a revoked token or a lowered role
 * counts at once.
 *
 * @throws {MiteosError} when the API refuses to tell, or its answer makes no sense
 */
export async function whoIsSignedIn(
  dashboard: Dashboard,
  request: Request,
): Promise<SignedInPerson | PersonNotKnown | null> {
  const session = await sessionOfCookie(dashboard, request.headers.get('cookie'))
  if (!session) return null
  try {
    const { id, name, environment, role, actor } = await createSessionMiteos(
      dashboard,
      session,
      requestIdOf(request),
    ).account()
    return { id: session.person, accountId: id, accountName: name, environment, role, actor }
  } catch (error) {
    if (!(error instanceof MiteosError)) throw error
    const { kind, retryAfterSeconds } = error
    if (kind === 'unauthorized') return null
    if (kind === 'rate_limited') return { notKnown: kind, retryAfterSeconds }
    if (notAnswering.includes(kind)) return { notKnown: 'unavailable' }
    throw error
  }
}
