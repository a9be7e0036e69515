import { Button } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Name } from '@/components/ui/name'
import { Ago, CalendarDate } from '@/components/ui/time'
import type { Person } from '@/lib/contract/api/person'
import { roleWords } from '@/lib/contract/view/role-words'
import type { Viewer } from '@/lib/contract/view/viewer'
import { newLinkPath } from './new-link-question'
import { signInWords } from './people-words'
import { removeConfirmation, removePath } from './remove-confirmation'
import { RoleForm } from './role-form'

function Tag({ children }: { children: string }) {
  return (
    <span className="rounded-sm bg-subtle px-1.5 py-0.5 font-medium text-muted text-xs">
      {children}
    </span>
  )
}

function Facts({ person }: { person: Person }) {
  const { joined_at: joinedAt, last_seen_at: lastSeenAt } = person
  const words = signInWords(person)
  return (
    <p className="flex flex-wrap gap-x-3 text-muted text-xs">
      <span>
        Joined <CalendarDate value={joinedAt} />
      </span>
      {lastSeenAt === undefined ? (
        <span>Not seen yet</span>
      ) : (
        <span>
          Last seen <Ago value={lastSeenAt} />
        </span>
      )}
      {words === null ? (
        <span className="text-warning">No passkey: needs a new link to sign in</span>
      ) : (
        <span>{words}</span>
      )}
    </p>
  )
}

/** The forms with which an admin changes the role of a person, makes a sign-in link, and removes the person. */
function Actions({
  person,
  viewer,
  hasConnected,
  called,
}: {
  person: Person
  viewer: Viewer
  hasConnected: boolean
  called: string
}) {
  const { id } = person
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-2 max-sm:w-full">
      <RoleForm key={person.role} person={person} viewer={viewer} called={called} />
      <form method="get" action={newLinkPath(id)} className="max-sm:-ml-4">
        <Button type="submit" look="quiet">
          <span>
            New sign-in link<span className="sr-only">{` for ${called}`}</span>
          </span>
        </Button>
      </form>
      {hasConnected ? (
        <form method="get" action={removePath(id)}>
          <Button type="submit" look="quiet">
            <span>
              Remove<span className="sr-only">{` ${called}`}</span>
            </span>
          </Button>
        </form>
      ) : (
        <ConfirmButton
          {...removeConfirmation(person, viewer)}
          confirmPath={removePath(id)}
          label={`Remove ${called}`}
        />
      )}
    </div>
  )
}

/**
 * One person: their name, their role, when they were last seen, how they sign in, and the forms of
 * an admin.
 */
export function PersonRow({
  person,
  viewer,
  isChangeable,
  hasConnected,
  called,
}: {
  person: Person
  viewer: Viewer
  /**
   * Whether the person has connected integrations. The page that asks whether to remove the person
   * lists them.
   */
  hasConnected: boolean
  /** Whether the viewer may change this person. */
  isChangeable: boolean
  /** The name of the person in the names of buttons. It differs from that of everybody else in the list. */
  called: string
}) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3.5">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium wrap-anywhere">
            <Name>{person.name}</Name>
          </span>
          {person.id === viewer.apiPersonId && (
            <span className="rounded-sm bg-accent-subtle px-1.5 py-0.5 font-medium text-accent text-xs">
              You
            </span>
          )}
          {!isChangeable && <Tag>{roleWords[person.role].name}</Tag>}
          {person.only_environment && <Tag>{`Only ${person.only_environment}`}</Tag>}
        </p>
        {called.endsWith(person.id) && (
          <p className="text-muted text-xs wrap-anywhere" translate="no">
            {person.id}
          </p>
        )}
        {person.email !== undefined && (
          <p className="text-muted text-sm wrap-anywhere">
            <Name>{person.email}</Name>
          </p>
        )}
        <Facts person={person} />
      </div>
      {isChangeable && (
        <Actions person={person} viewer={viewer} hasConnected={hasConnected} called={called} />
      )}
    </li>
  )
}
