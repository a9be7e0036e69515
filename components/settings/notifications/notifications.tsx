import { Mail } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { CheckboxField } from '@/components/ui/checkbox-field'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { Name } from '@/components/ui/name'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { PostForm } from '@/components/ui/post-form'
import { ReadFailure } from '@/components/ui/read-failure'
import { failureOf } from '@/lib/contract/view/failure-words'
import type { Notifications as Content, NotificationsView } from '@/lib/contract/view/notifications'
import type { Viewer } from '@/lib/contract/view/viewer'

const icon = <Mail aria-hidden className="size-5 text-muted" />

/** Says where the mails go, or why the person gets none at the moment. */
function Destination({ content: { email, role, areMailsSent } }: { content: Content }) {
  if (!areMailsSent)
    return (
      <Notice tone="info">
        This Miteos sends no mail, because its operator has not set up a mail server. Your choice is
        kept until then.
      </Notice>
    )
  if (email === null)
    return (
      <Notice tone="warning">
        Miteos knows no e-mail address of yours in this account, so you get no mail. Ask an admin to
        invite you with one.
      </Notice>
    )
  return (
    <p className="text-muted text-sm wrap-anywhere">
      Mails go to <Name>{email}</Name>.
      {role !== 'admin' && ' Only admins get these mails, and you are not an admin.'}
    </p>
  )
}

/** The content of the page about what a person gets by mail. */
export function Notifications({ view, viewer }: { view: NotificationsView; viewer: Viewer }) {
  const { notifications: answer, isSaved, isFailed } = view
  if (answer === null)
    return (
      <EmptyPanel icon={icon} title="Notifications belong to people">
        {viewer.support
          ? 'You are here as support staff. Only people of the account get mails about it.'
          : 'You are not signed in as a person but with an API token, or this Miteos sends no mail by itself.'}
      </EmptyPanel>
    )
  if (answer.kind !== 'ready')
    return (
      <ReadFailure
        what="your notifications"
        path="/settings/notifications"
        {...failureOf(answer)}
      />
    )
  const { value: content } = answer
  return (
    <>
      {isFailed && (
        <Notice tone="danger" role="alert">
          Miteos cannot be reached at the moment. Try again in a minute. Nothing was changed.
        </Notice>
      )}
      {isSaved && (
        <Notice tone="success" role="status">
          {content.areBreakMailsWanted
            ? 'Saved. You get mails about integrations that stop working.'
            : 'Saved. You get no mails about integrations that stop working.'}
        </Notice>
      )}
      <Panel title="By mail">
        <PostForm
          action="/settings/notifications/submit"
          fields={{ person: viewer.personId }}
          className="flex flex-col gap-4"
        >
          <CheckboxField
            id="break_mails"
            name="break_mails"
            value="on"
            defaultChecked={content.areBreakMailsWanted}
            label="An integration stopped working, and nobody has seen it"
            help="One mail when a live integration of this account breaks and nobody uses the live environment for an hour. Several that break meanwhile are one mail."
          />
          <Destination content={content} />
          <Button type="submit" look="primary" size="medium" className="self-start">
            Save
          </Button>
        </PostForm>
      </Panel>
    </>
  )
}
