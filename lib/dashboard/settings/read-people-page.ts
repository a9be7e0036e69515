import 'server-only'
import { randomUUID } from 'node:crypto'
import { personIdPattern } from '@/lib/contract/api/person'
import {
  type NewLink,
  type PeopleView,
  peopleErrors,
  peopleForms,
} from '@/lib/contract/view/people'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import type { Miteos } from '../miteos/miteos-client'
import { pathWithSearch } from '../routes/path-with-search'
import { type Search, searchText } from '../routes/search'
import { theDashboard } from '../running-dashboard'
import { firstAnswer } from '../sessions/first-answer'
import { miteosForPage } from '../sessions/page-miteos'
import { requireSession, requireViewer } from '../sessions/session'
import { peoplePath } from './people-answers'
import { readConnectors } from './read-leaver'
import { readShownOnce } from './read-shown-once'
import { type Created, newInvitation, newSignInLink } from './shown-once-cookie'

/** Returns the open invitations, or null when the viewer may not see them. */
async function readInvitations(
  miteos: Miteos,
  viewer: Viewer,
  returnTo: string,
): Promise<PeopleView['invitations']> {
  if (!viewerMay(viewer, 'manage_people')) return null
  const read = async () => {
    const first = await miteos.people.invitations(null)
    const items = [...first.items]
    for (let cursor = first.nextCursor; cursor !== null; ) {
      const page = await miteos.people.invitations(cursor)
      items.push(...page.items)
      cursor = page.nextCursor
    }
    return items
  }
  const answer = await firstAnswer(miteos, read(), { withoutTimeLimit: true, returnTo })
  const isRefused =
    answer.kind === 'failed' && ['forbidden', 'not_found'].includes(answer.failure.kind)
  return isRefused ? null : answer
}

function newLinkOf(created: Created | null, id: string): NewLink | null {
  if (created)
    return {
      id: created.id,
      shown: { link: created.secret, expiresAt: created.expiresAt ?? null },
    }
  return id === '' ? null : { id, shown: null }
}

function readFailed(search: Search): PeopleView['failed'] {
  const [, sentForm, sentError] = /^([a-z]+)_(\w+)$/.exec(searchText(search, 'error')) ?? []
  const form = peopleForms.find((known) => known === sentForm)
  const error = peopleErrors.find((known) => known === sentError)
  return form && error ? { form, error } : null
}

/** Reads what the page about people shows. */
export async function readPeoplePage(
  search: Search,
): Promise<{ viewer: Viewer; view: PeopleView }> {
  const returnTo = pathWithSearch(peoplePath, search)
  const session = await requireSession(returnTo)
  const viewer = await requireViewer(session, returnTo)
  const miteos = miteosForPage(session)
  const sentCursor = searchText(search, 'cursor')
  const cursor = personIdPattern.test(sentCursor) ? sentCursor : null
  const [people, invitations, invitation, signInLink] = await Promise.all([
    firstAnswer(miteos, miteos.people.list(cursor), { withoutTimeLimit: true, returnTo }),
    readInvitations(miteos, viewer, returnTo),
    readShownOnce(newInvitation, session),
    readShownOnce(newSignInLink, session),
  ])
  const signOn = theDashboard().singleSignOn?.settings
  const ids = people.kind === 'ready' ? people.value.items.map(({ id }) => id) : []
  const view: PeopleView = {
    people,
    connectors: viewerMay(viewer, 'manage_people') ? await readConnectors(session, ids) : [],
    ...(signOn?.roleClaim === undefined ? {} : { roleIssuer: signOn.name }),
    isFirstPage: cursor === null,
    invitations,
    newInvitation: newLinkOf(invitation, searchText(search, 'invited')),
    newSignInLink: newLinkOf(signInLink, searchText(search, 'linked')),
    arePasskeysEnded: search.ended === '1',
    areMailsSent: theDashboard().embedded?.breakMails.areSent ?? false,
    typed: { email: searchText(search, 'email'), role: searchText(search, 'role') },
    failed: readFailed(search),
    changedId: searchText(search, 'changed') || null,
    isRemoved: search.removed === '1',
    isWithdrawn: search.withdrawn === '1',
    formKey: randomUUID(),
  }
  return { viewer, view }
}
