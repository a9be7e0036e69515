import { buttonClass } from '@/components/ui/button-class'
import { ConfirmPage } from '@/components/ui/confirm-page'
import { Name } from '@/components/ui/name'
import { Notice } from '@/components/ui/notice'
import { ReferenceId } from '@/components/ui/reference-id'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { FirstAnswer } from '@/lib/contract/view/failure'
import type { Viewer } from '@/lib/contract/view/viewer'
import { ConnectedAs } from '../connected-as'
import { notLoadedSentence } from '../words/failure-words'
import { DisconnectWarning } from './disconnect-warning'

function NotLoaded({ answer }: { answer: Exclude<FirstAnswer<unknown>, { kind: 'ready' }> }) {
  return (
    <>
      <h1 className="font-semibold text-2xl tracking-tight">Disconnect</h1>
      <Notice tone="danger" role="alert">
        {answer.kind === 'slow' ? 'Miteos is not answering.' : notLoadedSentence(answer.failure)}{' '}
        Nothing was changed.
        {answer.kind === 'failed' && answer.failure.referenceId && (
          <ReferenceId id={answer.failure.referenceId} />
        )}
      </Notice>
      <a className={buttonClass()} href="/integrations">
        Back to the integrations
      </a>
    </>
  )
}

/** The content of the page that confirms a disconnect, for browsers without JavaScript. */
export function ConfirmDisconnect({
  id,
  answer,
  viewer,
}: {
  id: string
  answer: FirstAnswer<ListedIntegration>
  viewer: Viewer
}) {
  if (answer.kind !== 'ready') return <NotLoaded answer={answer} />
  const integration = answer.value
  const name = serviceName(integration.service)
  return (
    <ConfirmPage
      title={
        <>
          Disconnect <Name>{name}</Name>?
        </>
      }
      description={integration.account && <ConnectedAs integration={integration} />}
      verb="Disconnect"
      action={`/disconnect/${encodeURIComponent(id)}`}
      fields={{ person: viewer.personId }}
      backTo="/integrations"
    >
      <DisconnectWarning integration={integration} />
    </ConfirmPage>
  )
}
