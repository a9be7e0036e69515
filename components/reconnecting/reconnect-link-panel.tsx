import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { PostForm } from '@/components/ui/post-form'
import { TextField } from '@/components/ui/text-field'
import type { ReconnectLinkPanelView } from '@/lib/contract/view/reconnect-link'
import type { Viewer } from '@/lib/contract/view/viewer'
import { notCreatedSentence } from './reconnect-link-words'

/** The form that makes a link with which somebody else can reconnect the integration. */
export function ReconnectLinkPanel({
  integrationId,
  view,
  viewer,
}: {
  integrationId: string
  view: ReconnectLinkPanelView
  viewer: Viewer
}) {
  const { failed, typedEmail, formKey, areMailsSent } = view
  return (
    <Panel title="Somebody else has the account?">
      <PostForm
        action={`/integrations/${encodeURIComponent(integrationId)}/reconnect-link/submit`}
        fields={{ person: viewer.personId, key: formKey }}
        className="flex flex-col gap-4"
      >
        <p className="text-muted text-sm">
          Send them a link. It works once, for 7 days, and reconnects only this account.
        </p>
        {failed !== null && failed !== 'invalid' && (
          <Notice tone="danger" role="alert">
            {`${notCreatedSentence(failed)} No link was made.`}
          </Notice>
        )}
        {!viewer.support && (
          <TextField
            id="reconnect-email"
            name="email"
            label="E-mail address"
            inputMode="email"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={254}
            placeholder="ada@example.com"
            defaultValue={typedEmail}
            help={`Only for somebody who is not in this account: they join it as a member first.${areMailsSent ? ' The link is mailed to them too.' : ''} Leave it empty for your colleagues.`}
            error={failed === 'invalid' ? notCreatedSentence(failed) : null}
          />
        )}
        <Button type="submit" className="self-start">
          Create reconnect link
        </Button>
      </PostForm>
    </Panel>
  )
}
