import 'server-only'
import { formHandler } from '../http/form-handler'
import { seeOther } from '../http/plain-page'
import { endedSessionCookie } from '../sessions/session-cookie'
import { sessionOfCookie } from '../sessions/session-of-request'
import { requireSamePerson } from '../sessions/with-session'
import { endSession } from './submit-sign-in'

/** Ends the session on the server and clears what the browser kept of its pages. */
export const signOut = formHandler(async ({ dashboard, request, fields, appUrl }) => {
  const session = await sessionOfCookie(dashboard, request.headers.get('cookie'))
  if (session) {
    requireSamePerson(session, fields.get('person'))
    await endSession(dashboard, session)
    dashboard.log.info({ person: session.person }, 'signed out')
  }
  const response = seeOther('/sign-in', appUrl, [endedSessionCookie(appUrl)])
  response.headers.set('clear-site-data', '"cache"')
  return response
})
