import { Name } from '@/components/ui/name'
import { Notice } from '@/components/ui/notice'
import type { PeopleView } from '@/lib/contract/view/people'
import { roleWords } from '@/lib/contract/view/role-words'
import type { Viewer } from '@/lib/contract/view/viewer'
import { notDoneSentence } from './people-words'

function ChangedRole({
  id,
  people,
  roleIssuer,
  viewer,
}: {
  id: string
  people: PeopleView['people']
  roleIssuer: string | undefined
  viewer: Viewer
}) {
  if (id === viewer.apiPersonId && viewer.role)
    return `Changed. Your role is now ${roleWords[viewer.role].name}.`
  const person =
    people.kind === 'ready' ? people.value.items.find((each) => each.id === id) : undefined
  if (!person) return 'Changed. The new role acts on the next request of this person.'
  return (
    <>
      Changed. <Name>{person.name}</Name> now has the role {roleWords[person.role].name}, from the
      next request on.
      {roleIssuer !== undefined && person.sign_in.includes('sso') && (
        <>
          {' '}
          When they next sign in at <Name>{roleIssuer}</Name>, the role of their groups replaces it.
        </>
      )}
    </>
  )
}

/** Says what a form of the page has just done, or why it changed nothing. The form "Invite" says that itself. */
export function DoneNotice({ view, viewer }: { view: PeopleView; viewer: Viewer }) {
  const { failed, changedId, isRemoved, isWithdrawn, people } = view
  if (failed && failed.form !== 'invite') {
    const isHarmless = failed.form === 'withdraw' && failed.error === 'gone'
    return (
      <Notice tone={isHarmless ? 'info' : 'danger'} role={isHarmless ? 'status' : 'alert'}>
        {`${notDoneSentence(failed)} Nothing was changed.`}
      </Notice>
    )
  }
  if (!changedId && !isRemoved && !isWithdrawn) return null
  return (
    <Notice tone="success" role="status">
      {isRemoved && 'Removed. Their sessions and the API tokens that they created have ended.'}
      {isRemoved && viewer.administers && (
        <>
          {' '}
          <a className="underline underline-offset-4" href="/accounts?connected_by=left">
            See what people who left have connected
          </a>
          .
        </>
      )}
      {isWithdrawn && 'Withdrawn. The link of the invitation does not work any more.'}
      {changedId && (
        <ChangedRole id={changedId} people={people} roleIssuer={view.roleIssuer} viewer={viewer} />
      )}
    </Notice>
  )
}
