import 'server-only'
import type { Dashboard } from '../dashboard'
import { sessionOfCookie } from '../sessions/session-of-cookie'
import type { NewSession } from '../sessions/sessions'
import { beginOrRevoke } from './begin-or-revoke'
import { endSession } from './sign-out'

/** Begins a session and ends the earlier one of this browser. Returns the id of the session. */
export async function beginSession(
  dashboard: Dashboard,
  request: Request,
  session: NewSession,
  sessionId: string | null,
): Promise<string> {
  const earlierSession = await sessionOfCookie(dashboard, request.headers.get('cookie'))
  const id = await beginOrRevoke(dashboard, session, sessionId ?? undefined)
  if (earlierSession) await endSession(dashboard, earlierSession, 'replaced')
  await dashboard.embedded?.signInLinks.markSignedIn()
  dashboard.log.info({ person: session.personId, account: session.accountId }, 'signed in')
  return id
}
