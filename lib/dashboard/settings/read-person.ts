import 'server-only'
import { notFound } from 'next/navigation'
import type { Person } from '@/lib/contract/api/person'
import type { LeaverView, PeopleView } from '@/lib/contract/view/people'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { firstAnswer } from '../sessions/first-answer'
import { miteosForPage } from '../sessions/page-miteos'
import { requireSession, requireViewer } from '../sessions/session'
import { peoplePath } from './people-answers'
import { readLeaver } from './read-leaver'

const noConnections: LeaverView = { connected: [], count: 0, accountId: '' }

/**
 * Reads the person for a page that asks whether to change something about them. Calls `notFound` when the list has nobody
 * with this id, and when the viewer may not change people.
 *
 * @param question the last part of the page's path
 */
export async function readPerson(
  id: string,
  question: 'remove' | 'role' | 'link',
): Promise<{ viewer: Viewer; person: Person; leaver: LeaverView }> {
  const returnTo = `${peoplePath}/${encodeURIComponent(id)}/${question}`
  const session = await requireSession(returnTo)
  const viewer = await requireViewer(session, returnTo)
  if (!viewerMay(viewer, 'manage_people')) notFound()
  const miteos = miteosForPage(session)
  for (let cursor: string | null = null; ; ) {
    const options = { withoutTimeLimit: true, returnTo }
    const people: PeopleView['people'] = await firstAnswer(
      miteos,
      miteos.people.list(cursor),
      options,
    )
    if (people.kind !== 'ready') notFound()
    const found = people.value.items.find((person) => person.id === id)
    if (found) {
      const leaver = question === 'remove' ? await readLeaver(session, id) : noConnections
      return { viewer, person: found, leaver }
    }
    cursor = people.value.nextCursor
    if (cursor === null) notFound()
  }
}
