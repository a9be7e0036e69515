import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { ConfirmPage } from '@/components/ui/confirm-page'
import { Name } from '@/components/ui/name'
import { Notice } from '@/components/ui/notice'
import { ReferenceId } from '@/components/ui/reference-id'
import { TextField } from '@/components/ui/text-field'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { maxReasonLength } from '@/lib/contract/api/support-reason'
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

/** Asks support staff why they disconnect. */
function ReasonField({ isMissing }: { isMissing: boolean }) {
  return (
    <TextField
      id="reason"
      name="reason"
      label="Reason"
      required
      maxLength={maxReasonLength}
      placeholder="The customer asked for it, ticket 4711"
      help="The customer reads it in their activity."
      error={isMissing ? 'Say why you disconnect it.' : null}
    />
  )
}

/** The content of the page that confirms a disconnect, for browsers without JavaScript. */
export function ConfirmDisconnect({
  id,
  answer,
  usage,
  viewer,
  isReasonMissing,
}: {
  id: string
  answer: FirstAnswer<ListedIntegration>
  usage: FirstAnswer<ToolUsage[]>
  viewer: Viewer
  /** Whether support staff sent the form without a reason. */
  isReasonMissing: boolean
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
          <Button type="submit" name="when" value="idle" size="medium">
            Disconnect when idle
          </Button>
        )
      }
      inputs={viewer.support && <ReasonField isMissing={isReasonMissing} />}
    >
      <DisconnectWarning
        integration={integration}
        usage={isUsageKnown ? used : 'unknown'}
        offersIdle={offersIdle}
      />
    </ConfirmPage>
  )
}
