import 'server-only'
import { personHeader } from '@/lib/contract/view/session-header'
import { requestIdOf } from '@/lib/http/request-id'
import type { Dashboard } from '../dashboard'
import type { Miteos } from '../miteos/miteos-client'
import { ApiError } from '../routes/api-error'
import type { Handler, Params } from '../routes/handler'
import { jsonHandler } from '../routes/json-handler'
import { requireSamePerson } from './same-person'
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

/** Creates a handler below `/api` that runs for a signed-in person only. */
export function withSession(operation: (signedIn: SignedInRequest) => Promise<Response>): Handler {
  return jsonHandler(async (request, dashboard, params) => {
    const { appUrl } = dashboard.settings
    const session = await sessionOfCookie(dashboard, request.headers.get('cookie'))
    if (!session) throw new ApiError('unauthorized')
    await requireSamePerson(dashboard, session, request.headers.get(personHeader))
    const miteos = createSessionMiteos(dashboard, session, requestIdOf(request))
    return operation({ request, dashboard, session, miteos, params, appUrl })
  })
}
