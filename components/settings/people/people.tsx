import { Users } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { Name } from '@/components/ui/name'
import { Panel } from '@/components/ui/panel'
import { ReadFailure } from '@/components/ui/read-failure'
import { failureOf } from '@/lib/contract/view/failure-words'
import type { PeopleView } from '@/lib/contract/view/people'
import { peopleLimitOf } from '@/lib/contract/view/people-limit'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { DoneNotice } from './done-notice'
import { InvitePanel } from './invite-panel'
import { NewLinks } from './new-links'
import { OpenInvitations } from './open-invitations'
import { distinctNameOf } from './people-words'
import { PersonRow } from './person-row'

const path = '/settings/people'

function PeopleList({ view, viewer }: { view: PeopleView; viewer: Viewer }) {
  const { people: answer, isFirstPage, roleIssuer } = view
  if (answer.kind !== 'ready') return null
  const { items, nextCursor } = answer.value
  const icon = <Users aria-hidden className="size-5 text-muted" />
  if (items.length === 0 && isFirstPage)
    return (
      <EmptyPanel icon={icon} title="Nobody has joined yet">
        Whoever accepts an invitation appears here. API tokens are no people.
      </EmptyPanel>
    )
  const mayManage = viewerMay(viewer, 'manage_people')
  const limit = peopleLimitOf(viewer)
  return (
    <>
      <Panel title="People">
        <ul className="-m-4 divide-y divide-border">
          {items.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              viewer={viewer}
              isChangeable={mayManage && (limit === null || limit === person.only_environment)}
              hasConnected={view.connectors.includes(person.id)}
              called={distinctNameOf(person, items)}
            />
          ))}
        </ul>
      </Panel>
      {mayManage && roleIssuer !== undefined && (
        <p className="text-muted text-sm">
          <Name>{roleIssuer}</Name> gives roles by groups. When somebody signs in there, the role of
          their groups replaces the one that you set here.
        </p>
      )}
      {(nextCursor !== null || !isFirstPage) && (
        <nav aria-label="Pages of the list" className="flex flex-wrap gap-2">
          {!isFirstPage && (
            <a className={buttonClass()} href={path}>
              Back to the first people
            </a>
          )}
          {nextCursor !== null && (
            <a className={buttonClass()} href={`${path}?cursor=${encodeURIComponent(nextCursor)}`}>
              Show more people
            </a>
          )}
        </nav>
      )}
    </>
  )
}

/** The content of the page about people. */
export function People({ view, viewer }: { view: PeopleView; viewer: Viewer }) {
  const { people, invitations } = view
  const isReady = people.kind === 'ready'
  const isUnknownHere = people.kind === 'failed' && people.failure.kind === 'not_found'
  if (isUnknownHere)
    return (
      <EmptyPanel
        icon={<Users aria-hidden className="size-5 text-muted" />}
        title="There is no list of people"
      >
        This Miteos does not tell who belongs to the account.
      </EmptyPanel>
    )
  return (
    <>
      <DoneNotice view={view} viewer={viewer} />
      <NewLinks view={view} />
      {!isReady && (
        <ReadFailure what="the people of the account" path={path} {...failureOf(people)} />
      )}
      {isReady && viewerMay(viewer, 'manage_people') && <InvitePanel view={view} viewer={viewer} />}
      <PeopleList view={view} viewer={viewer} />
      {isReady && <OpenInvitations invitations={invitations} viewer={viewer} />}
    </>
  )
}
