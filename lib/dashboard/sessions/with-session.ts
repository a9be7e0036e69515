import 'server-only'
import { personHeader } from '@/lib/contract/view/session-header'
import { requestIdOf } from '@/lib/http/request-id'
import type { Dashboard } from '../dashboard'
import type { Miteos } from '../miteos/miteos-client'
import { ApiError } from '../routes/api-error'
import type { Handler, Params } from '../routes/handler'
import { jsonHandler } from '../routes/json-handler'
import { createSessionMiteos } from './session-miteos'
import { sessionOfCookie } from './session-of-cookie'
import type { Session } from './sessions'

/** A request of a signed-in person, and what an operation needs to answer it. */
export interface SignedInRequest {
  request: Request
  dashboard: Dashboard
  session: Session
  miteos: Miteos
  /** The dynamic segments of the path, not yet checked. */
  params: Params
  appUrl: string
}

/**
 * Throws `session_changed` when the page was rendered for another person, so that an old tab never acts as the
 * wrong person. `personId` is the person of the page, or null when the client does not send it.
 */
export function requireSamePerson(session: Session, personId: string | null): void {
  if (personId === null || personId === session.personId) return
  const who = session.accountName ?? 'somebody else'
  throw new ApiError('session_changed', {
    detail: `You are now signed in as ${who}. Load the page again to go on.`,
  })
}

/** Creates a handler below `/api` that runs for a signed-in person only. */
export function withSession(operation: (signedIn: SignedInRequest) => Promise<Response>): Handler {
  return jsonHandler(async (request, dashboard, params) => {
    const { appUrl } = dashboard.settings
    const session = await sessionOfCookie(dashboard, request.headers.get('cookie'))
    if (!session) throw new ApiError('unauthorized')
    requireSamePerson(session, request.headers.get(personHeader))
    const miteos = createSessionMiteos(dashboard, session, requestIdOf(request))
    return operation({ request, dashboard, session, miteos, params, appUrl })
  })
}
