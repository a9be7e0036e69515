import 'server-only'
import { randomUUID } from 'node:crypto'
import { theDashboard } from '../composition'
import type { Session } from '../sessions/sessions'
import type { Miteos } from './miteos-client'
import { miteosOf } from './miteos-of-session'

/** The API for a page, spoken as the person of the session. Throws `MiteosError` and nothing else. */
export function miteosFor(session: Session): Miteos {
  return miteosOf(theDashboard(), session, randomUUID())
}
