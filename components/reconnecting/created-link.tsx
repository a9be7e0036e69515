import { NewLinkPanel } from '@/components/ui/new-link-panel'
import type { ReconnectLinkPanelView } from '@/lib/contract/view/reconnect-link'

/** Shows a reconnect link that was just made. Otherwise shows nothing. */
export function CreatedLink({ view: { created } }: { view: ReconnectLinkPanelView }) {
  if (!created) return null
  return (
    <NewLinkPanel
      shown={created.shown}
      label="New reconnect link"
      title="Send this link to whoever has the account"
      lostSentence="If you have not copied it, make another one."
    >
      It reconnects this account and no other.
    </NewLinkPanel>
  )
}
