import { NewLinkPanel } from '@/components/ui/new-link-panel'
import type { ReconnectLinkPanelView } from '@/lib/contract/view/reconnect-link'

const titles = {
  queued: 'We are mailing this link to whoever has the account',
  failed:
    'Not mailed: 200 mails were sent today. Send this link yourself to whoever has the account',
}

/** Shows a reconnect link that was just made. Otherwise shows nothing. */
export function CreatedLink({ view: { created } }: { view: ReconnectLinkPanelView }) {
  if (!created) return null
  return (
    <NewLinkPanel
      shown={created.shown}
      label="New reconnect link"
      title={created.mail ? titles[created.mail] : 'Send this link to whoever has the account'}
      lostSentence="If you have not copied it, make another one."
    >
      It reconnects this account and no other.
    </NewLinkPanel>
  )
}
