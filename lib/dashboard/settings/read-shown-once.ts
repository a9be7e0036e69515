import 'server-only'
import { headers } from 'next/headers'
import { theDashboard } from '../running-dashboard'
import type { Session } from '../sessions/sessions'
import { type Created, type ShownOnce, shownOnceIn } from './shown-once-cookie'

/** Returns what this session has just created, with its secret, or null when there is nothing to show. */
export async function readShownOnce(kind: ShownOnce, { idHash }: Session): Promise<Created | null> {
  const { keyring, settings } = theDashboard()
  const cookie = (await headers()).get('cookie')
  return shownOnceIn(cookie, kind, { keyring, sessionIdHash: idHash }, settings.appUrl)
}
