import { Name } from '@/components/ui/name'
import { NewLinkPanel } from '@/components/ui/new-link-panel'
import type { ReconnectLinkPanelView } from '@/lib/contract/view/reconnect-link'

type Created = NonNullable<ReconnectLinkPanelView['created']>

const titles = {
  queued: 'We are mailing this link to',
  failed: 'Not mailed: 200 mails were sent today. Send this link yourself to',
}

function Title({ created: { mail, email } }: { created: Created }) {
  const beginning = mail ? titles[mail] : 'Send this link to'
  return (
    <>
      {`${beginning} `}
      {email === null ? 'the colleague who has the account' : <Name>{email}</Name>}
    </>
  )
}

/** Shows a reconnect link that was just made. Otherwise shows nothing. */
export function CreatedLink({ view: { created } }: { view: ReconnectLinkPanelView }) {
  if (!created) return null
  return (
    <NewLinkPanel
      shown={created.shown}
      label="New reconnect link"
      title={<Title created={created} />}
      lostSentence="If you have not copied it, make another one."
    >
      {created.email === null
        ? 'Only people of this Miteos account can use it.'
        : 'Whoever uses it first joins this Miteos account as a member.'}{' '}
      It reconnects only this integration, as the account that it has.
    </NewLinkPanel>
  )
}
