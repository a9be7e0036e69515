import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Miteos } from '../miteos/miteos-client'
import { theDashboard } from '../running-dashboard'
import { createSessionMiteos } from './session-miteos'
import type { Session } from './sessions'

/** Returns the API client of a page, which acts as the person of the session. */
export function miteosForPage(session: Session): Miteos {
  return createSessionMiteos(theDashboard(), session, randomUUID())
}
