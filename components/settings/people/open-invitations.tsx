import { Button } from '@/components/ui/button'
import { Name } from '@/components/ui/name'
import { Panel } from '@/components/ui/panel'
import { PostForm } from '@/components/ui/post-form'
import { ReadFailure } from '@/components/ui/read-failure'
import { DayAndTime } from '@/components/ui/time'
import type { Invitation } from '@/lib/contract/api/invitation'
import { failureOf } from '@/lib/contract/view/failure-words'
import type { PeopleView } from '@/lib/contract/view/people'
import { roleWords } from '@/lib/contract/view/role-words'
import type { Viewer } from '@/lib/contract/view/viewer'
import { mailSentence } from './mail-words'

function InvitationRow({
  invitation,
  viewer,
  at,
}: {
  invitation: Invitation
  viewer: Viewer
  /** When the invitation was read, in milliseconds since 1970. */
  at: number
}) {
  const { id, email, role, created_by: createdBy, expires_at: expiresAt, mail } = invitation
  const { name } = roleWords[role]
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3.5">
      <div className="flex min-w-0 flex-1 basis-48 flex-col gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium wrap-anywhere">
            {email === undefined ? 'Anybody with the link' : <Name>{email}</Name>}
          </span>
          <span className="rounded-sm bg-subtle px-1.5 py-0.5 font-medium text-muted text-xs">
            {name}
          </span>
        </p>
        <p className="flex flex-wrap gap-x-3 text-muted text-xs">
          <span className="wrap-anywhere">
            Invited by <Name>{createdBy.name}</Name>
          </span>
          <span>
            Expires <DayAndTime at={Date.parse(expiresAt)} />
          </span>
          {mail && (
            <span className={mail === 'failed' ? 'text-danger' : undefined}>
              {mailSentence(invitation, at)}
            </span>
          )}
        </p>
      </div>
      <PostForm
        action={`/settings/people/invitations/${encodeURIComponent(id)}/withdraw/submit`}
        fields={{ person: viewer.personId }}
      >
        <Button type="submit" look="quiet">
          <span>
            Withdraw
            <span className="sr-only">{` the invitation for ${email ?? `anybody as ${name}`}`}</span>
          </span>
        </Button>
      </PostForm>
    </li>
  )
}

/** The invitations that can still be accepted. Shows nothing when there are none, or when the viewer may not see them. */
export function OpenInvitations({
  invitations,
  viewer,
}: {
  invitations: PeopleView['invitations']
  viewer: Viewer
}) {
  if (invitations === null) return null
  if (invitations.kind !== 'ready')
    return (
      <ReadFailure
        what="the open invitations"
        path="/settings/people"
        {...failureOf(invitations)}
      />
    )
  if (invitations.value.length === 0) return null
  return (
    <Panel title="Open invitations">
      <ul className="-m-4 divide-y divide-border">
        {invitations.value.map((invitation) => (
          <InvitationRow key={invitation.id} at={invitations.at} {...{ invitation, viewer }} />
        ))}
      </ul>
    </Panel>
  )
}
