import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { PostForm } from '@/components/ui/post-form'
import { TextField } from '@/components/ui/text-field'
import type { PeopleView } from '@/lib/contract/view/people'
import { peopleLimitOf } from '@/lib/contract/view/people-limit'
import type { Viewer } from '@/lib/contract/view/viewer'
import { RoleField } from '../role-field'
import { notDoneSentence } from './people-words'

function emailHelp({ areMailsSent }: PeopleView): string {
  return areMailsSent
    ? 'Optional. We mail the link to it, and show you the link once too. Everybody who manages people sees the address.'
    : 'Optional. It is shown with the invitation and in the list of people. No mail is sent: you hand over the link yourself.'
}

/** The form that invites somebody to the account. */
export function InvitePanel({ view, viewer }: { view: PeopleView; viewer: Viewer }) {
  const { typed, failed, formKey } = view
  const failure = failed?.form === 'invite' ? failed : null
  const isInvalid = failure?.error === 'invalid'
  const limit = peopleLimitOf(viewer)
  return (
    <Panel title="Invite somebody">
      <PostForm
        action="/settings/people/submit"
        fields={{ person: viewer.personId, key: formKey }}
        className="flex flex-col gap-4"
      >
        {failure && !isInvalid && (
          <Notice tone="danger" role="alert">
            {`${notDoneSentence(failure)} Nobody was invited.`}
          </Notice>
        )}
        <div className="flex flex-wrap items-start gap-4">
          <div className="flex min-w-0 flex-1 basis-56">
            <TextField
              id="email"
              name="email"
              label="E-mail address"
              inputMode="email"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={254}
              placeholder="ada@example.com"
              defaultValue={typed.email}
              help={emailHelp(view)}
              error={isInvalid ? notDoneSentence(failure) : null}
            />
          </div>
          <div className="flex min-w-0 flex-1 basis-56">
            <RoleField defaultValue={typed.role || 'member'} />
          </div>
        </div>
        {limit && (
          <p className="text-muted text-sm">
            {`Whoever joins may work in ${limit} only, because you may manage people for ${limit} only.`}
          </p>
        )}
        <Button type="submit" look="primary" size="medium" className="self-start">
          Invite
        </Button>
      </PostForm>
    </Panel>
  )
}
