import 'server-only'
import type { Environment, Role } from '@/lib/contract/api/role'
import { requestIdOf } from '@/lib/http/request-id'
import type { Dashboard } from '../dashboard'
import { MiteosError } from '../miteos/miteos-error'
import { createSessionMiteos } from './session-miteos'
import { sessionOfCookie } from './session-of-cookie'

interface SignedInPerson {
  id: string
  accountId: string
  accountName: string
  environment: Environment
  role: Role
}

/**
 * Returns who is signed in, for the connect pages. It asks the API, so that a revoked token or a lowered role
 * counts at once.
 */
export async function whoIsSignedIn(
  dashboard: Dashboard,
  request: Request,
): Promise<SignedInPerson | null> {
  const session = await sessionOfCookie(dashboard, request.headers.get('cookie'))
  if (!session) return null
  try {
    const { id, name, environment, role } = await createSessionMiteos(
      dashboard,
      session,
      requestIdOf(request),
    ).account()
    return { id: session.person, accountId: id, accountName: name, environment, role }
  } catch (error) {
    if (error instanceof MiteosError && error.kind === 'unauthorized') return null
    throw error
  }
}
