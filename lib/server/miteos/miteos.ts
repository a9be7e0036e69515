import 'server-only'
import { randomUUID } from 'node:crypto'
import { theDashboard } from '../composition'
import { miteosOf } from '../sessions/session-of-request'
import type { Session } from '../sessions/sessions'
import type { Miteos } from './miteos-client'

/** The API for a page, spoken as the person of the session. Throws `MiteosError` and nothing else. */
export function miteosFor(session: Session): Miteos {
  return miteosOf(theDashboard(), session, randomUUID())
}
