import 'server-only'
import type { Dashboard } from '../dashboard'
import { readSessionId } from './session-cookie'
import type { Session } from './sessions'

/**
 * Returns the session that a `Cookie` header refers to, or null when it refers to none that is running. No other
 * header signs anybody in.
 */
export async function sessionOfCookie(
  { sessions, settings }: Dashboard,
  header: string | null,
): Promise<Session | null> {
  const id = await readSessionId(header, settings)
  return id ? sessions.find(id) : null
}
