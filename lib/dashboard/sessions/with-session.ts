import 'server-only'
import { personHeader } from '@/lib/contract/view/session-header'
import { requestIdOf } from '@/lib/http/request-id'
import { isSameOrigin } from '@/lib/http/same-origin'
import type { Dashboard } from '../dashboard'
import type { Miteos } from '../miteos/miteos-client'
import { ApiError } from '../routes/api-error'
import { problemResponse } from '../routes/api-response'
import type { Handler, Params } from '../routes/handler'
import { logApiError } from '../routes/log-api-error'
import { createSessionMiteos } from './session-miteos'
import { sessionOfCookie } from './session-of-cookie'
import type { Session } from './sessions'

/** A request of a signed-in person, and what an operation needs to answer it. */
export interface SignedInRequest {
  request: Request
  session: Session
  miteos: Miteos
  /** The dynamic segments of the path, not yet checked. */
  params: Params
  appUrl: string
}

function requireSameOrigin(request: Request, appUrl: string): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  if (!isSameOrigin(request, appUrl)) {
    throw new ApiError('wrong_origin', {
      sentCode: 'forbidden',
      detail: `This request did not come from a page of ${appUrl}.`,
    })
  }
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

async function runOperation(
  request: Request,
  dashboard: Dashboard,
  params: Params,
  operation: (signedIn: SignedInRequest) => Promise<Response>,
): Promise<Response> {
  const { appUrl } = dashboard.settings
  requireSameOrigin(request, appUrl)
  const session = await sessionOfCookie(dashboard, request.headers.get('cookie'))
  if (!session) throw new ApiError('unauthorized')
  requireSamePerson(session, request.headers.get(personHeader))
  const miteos = createSessionMiteos(dashboard, session, requestIdOf(request))
  return operation({ request, session, miteos, params, appUrl })
}

/**
 * Creates a handler below `/api` that runs for a signed-in person only. Every error becomes
 * `application/problem+json`. The log contains the cause with the same request id.
 */
export function withSession(operation: (signedIn: SignedInRequest) => Promise<Response>): Handler {
  return async (request, dashboard, params) => {
    try {
      return await runOperation(request, dashboard, params, operation)
    } catch (error) {
      const requestId = requestIdOf(request)
      const apiError = logApiError(error, dashboard, requestId)
      return problemResponse(apiError, requestId, dashboard.settings.appUrl)
    }
  }
}
