import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { ConfirmPage } from '@/components/ui/confirm-page'
import { Name } from '@/components/ui/name'
import { Notice } from '@/components/ui/notice'
import { PostForm } from '@/components/ui/post-form'
import { ReferenceId } from '@/components/ui/reference-id'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { ToolUsage } from '@/lib/contract/api/tool'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { FirstAnswer } from '@/lib/contract/view/failure'
import type { Viewer } from '@/lib/contract/view/viewer'
import { ConnectedAs } from '../connected-as'
import { notLoadedSentence } from '../words/failure-words'
import { DisconnectWarning } from './disconnect-warning'
import { offersIdleDisconnect } from './idle-choice'

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
  usage,
  viewer,
}: {
  id: string
  answer: FirstAnswer<ListedIntegration>
  usage: FirstAnswer<ToolUsage[]>
  viewer: Viewer
}) {
  if (answer.kind !== 'ready') return <NotLoaded answer={answer} />
  const integration = answer.value
  const isUsageKnown = viewer.apiHasAdditionalResources && usage.kind === 'ready'
  const used = isUsageKnown
    ? usage.value.find(({ integration_id }) => integration_id === id)
    : undefined
  const offersIdle = isUsageKnown && offersIdleDisconnect(integration, used, usage.at)
  const action = `/disconnect/${encodeURIComponent(id)}`
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
      action={action}
      fields={{ person: viewer.personId }}
      backTo="/integrations"
      otherChoice={
        offersIdle && (
          <PostForm action={action} fields={{ person: viewer.personId, when: 'idle' }}>
            <Button type="submit" size="medium">
              Disconnect when idle
            </Button>
          </PostForm>
        )
      }
    >
      <DisconnectWarning
        integration={integration}
        usage={isUsageKnown ? used : 'unknown'}
        offersIdle={offersIdle}
      />
    </ConfirmPage>
  )
}
