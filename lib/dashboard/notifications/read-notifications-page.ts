import 'server-only'
import { roleSchema } from '@/lib/contract/api/role'
import type { Notifications, NotificationsView } from '@/lib/contract/view/notifications'
import type { Viewer } from '@/lib/contract/view/viewer'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import { MiteosError } from '../miteos/miteos-error'
import { pathWithSearch } from '../routes/path-with-search'
import type { Search } from '../routes/search'
import { theDashboard } from '../running-dashboard'
import { firstAnswer } from '../sessions/first-answer'
import { miteosForPage } from '../sessions/page-miteos'
import { requireSession, requireViewer } from '../sessions/session'
import type { Session } from '../sessions/sessions'
import { notificationsPath } from './notifications-path'

async function readNotifications(
  { who, accountId }: Session,
  miteos: ReturnType<typeof miteosForPage>,
): Promise<Notifications | null> {
  const { embedded } = theDashboard()
  if (!embedded || !who || accountId === null) return null
  // Asks the API whether the session may still be used.
  await miteos.account()
  const { areSent: areMailsSent, read } = embedded.breakMails
  const choice = await read({ personId: who.personId, accountId }).catch((error: unknown) => {
    throw isStorageUnavailable(error) ? new MiteosError('unreachable', { cause: error }) : error
  })
  if (!choice) return null
  const { role, email, areWanted: areBreakMailsWanted } = choice
  const knownRole = roleSchema.safeParse(role).data ?? null
  return { role: knownRole, email, areBreakMailsWanted, areMailsSent }
}

/** Reads what the page about notifications shows. */
export async function readNotificationsPage(
  search: Search,
): Promise<{ viewer: Viewer; view: NotificationsView }> {
  const returnTo = pathWithSearch(notificationsPath, search)
  const session = await requireSession(returnTo)
  const viewer = await requireViewer(session, returnTo)
  const miteos = miteosForPage(session)
  const answer = await firstAnswer(miteos, readNotifications(session, miteos), {
    withoutTimeLimit: true,
    returnTo,
  })
  const notifications =
    answer.kind !== 'ready' ? answer : answer.value && { ...answer, value: answer.value }
  return {
    viewer,
    view: { notifications, isSaved: search.saved === '1', isFailed: search.error !== undefined },
  }
}
