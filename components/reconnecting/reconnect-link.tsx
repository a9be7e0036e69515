import { buttonClass } from '@/components/ui/button-class'
import { Logo } from '@/components/ui/logo'
import { Name } from '@/components/ui/name'
import { serviceLogo } from '@/lib/contract/services/service-logo'
import type { ReconnectLinkView } from '@/lib/contract/view/reconnect-link'
import type { Viewer } from '@/lib/contract/view/viewer'
import { LinkFacts } from './link-facts'
import { LinkStep } from './link-step'
import { reconnectLinkTitle } from './reconnect-link-words'

type EndedView = Exclude<ReconnectLinkView, { kind: 'open' }>

/** Says why a link does not work any more. */
function Ended({ view }: { view: EndedView }) {
  switch (view.kind) {
    case 'unknown':
      return 'It is not complete, or it was deleted. Ask whoever sent it to you for another one. Nothing was changed.'
    case 'expired':
      return 'A reconnect link works for 7 days. Ask whoever sent it to you for another one. Nothing was changed.'
    case 'not_loaded':
      return 'Miteos is not answering as it should. Nothing was changed. Try again in a minute.'
    case 'reconnected':
      return (
        <>
          <Name className="font-medium text-foreground">{view.accountName}</Name> was reconnected
          since this link was made. Nothing is left to do, and the link works no more.
        </>
      )
    case 'disconnected':
      return (
        <>
          Somebody disconnected{' '}
          <Name className="font-medium text-foreground">{view.accountName}</Name>, and that ended
          the link. Ask whoever sent it to you whether it is still needed.
        </>
      )
    case 'account_replaced':
      return (
        <>
          Its account is now <Name className="font-medium text-foreground">{view.accountName}</Name>
          , and the link was for the one before. Ask whoever sent it to you for another one.
        </>
      )
  }
}

/** The content of the page to which a reconnect link leads: what will happen, for which account, and the next step. */
export function ReconnectLink({
  view,
  viewer,
}: {
  view: ReconnectLinkView
  viewer: Viewer | null
}) {
  return (
    <div className="mx-auto flex w-full max-w-lg flex-col items-start gap-5 pt-[8vh]">
      {'service' in view && <Logo source={serviceLogo(view.service)} />}
      <h1 className="font-semibold text-2xl tracking-tight wrap-anywhere">
        {reconnectLinkTitle(view)}
      </h1>
      {view.kind === 'open' ? (
        <>
          <LinkFacts view={view} />
          <LinkStep view={view} viewer={viewer} />
        </>
      ) : (
        <>
          <p className="text-muted">
            <Ended view={view} />
          </p>
          {viewer && (
            <a className={buttonClass()} href="/integrations">
              See the integrations
            </a>
          )}
        </>
      )}
    </div>
  )
}
