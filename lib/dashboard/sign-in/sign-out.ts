import 'server-only'
import { seeOther } from '@/lib/http/see-other'
import type { Dashboard, SessionEnd } from '../dashboard'
import { formHandler } from '../routes/form-handler'
import { isOfSamePerson, requireSamePerson } from '../sessions/same-person'
import { endedSessionCookie } from '../sessions/session-cookie'
import { sessionOfCookie } from '../sessions/session-of-cookie'
import type { Session } from '../sessions/sessions'
import { endedStaffCookie, staffSecretIn } from '../staff/staff-sessions'

/** Ends the session, and revokes the token if it was made for this session alone. */
export async function endSession(
  { sessions, embedded }: Dashboard,
  session: Session,
  end: SessionEnd = 'signed_out',
): Promise<void> {
  await sessions.end(session)
  await embedded?.revokeToken(session, end)
}

/** Ends the session on the server, and tells the browser to clear its cache of this site. */
export const signOut = formHandler(async ({ dashboard, request, fields, appUrl }) => {
  const session = await sessionOfCookie(dashboard, request.headers.get('cookie'))
  if (session) {
    const page = fields.get('person')
    // Whoever signs out in an old tab wants to, in whatever account another tab works now.
    if (!(await isOfSamePerson(dashboard, session, page)))
      await requireSamePerson(dashboard, session, page)
    await endSession(dashboard, session)
    dashboard.log.info({ person: session.personId }, 'signed out')
  }
  const staffSecret = staffSecretIn(request.headers.get('cookie'), appUrl)
  if (staffSecret) await dashboard.staffSessions.end(staffSecret)
  const ended = [endedSessionCookie(appUrl), ...(staffSecret ? [endedStaffCookie(appUrl)] : [])]
  const response = seeOther('/sign-in', appUrl, ended)
  response.headers.set('clear-site-data', '"cache"')
  return response
})
