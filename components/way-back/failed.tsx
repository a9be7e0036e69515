import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Logo } from '@/components/ui/logo'
import { PostForm } from '@/components/ui/post-form'
import { ReferenceId } from '@/components/ui/reference-id'
import { serviceName } from '@/lib/contract/services/catalogue'
import { serviceLogo } from '@/lib/contract/services/service-logo'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import type { WayBack } from '@/lib/contract/view/way-back'
import { Mismatch } from './mismatch'
import { wayBackWords } from './way-back-words'

type FailedWayBack = Extract<WayBack, { kind: 'failed' }>

/** The causes after which a new attempt cannot help at once. */
const causesWithoutNewAttempt: readonly FailedWayBack['cause'][] = [
  'unconfirmed',
  'not_allowed',
  'not_configured',
  'registration_refused',
  'app_suspended',
  'scopes_refused',
  'clock_wrong',
  'integration_gone',
  'link_ended',
]

/** A button that starts a new attempt, or a link to the integrations when a new attempt cannot help at once. */
function NextStep({ wayBack, personId }: { wayBack: FailedWayBack; personId: string }) {
  const { cause, service, reconnects, reconnectLink, returnTo } = wayBack
  if (!service || causesWithoutNewAttempt.includes(cause)) {
    return (
      <a className={buttonClass({ look: 'primary', size: 'medium' })} href={returnTo}>
        See the integrations
      </a>
    )
  }
  return (
    <PostForm
      action={`/connect/${encodeURIComponent(service)}`}
      fields={{
        person: personId,
        return_to: returnTo,
        reconnects,
        reconnect_link: reconnectLink,
      }}
    >
      <Button type="submit" look="primary" size="medium">
        Try again: {reconnects ? 'reconnect' : 'connect'} {serviceName(service)}
      </Button>
    </PostForm>
  )
}

/** The content of the page for a failed way back: what happened, what did or did not change, and the next step. */
export function Failed({ wayBack, viewer }: { wayBack: FailedWayBack; viewer: Viewer }) {
  const { cause, service, mismatch, referenceId } = wayBack
  const { personId } = viewer
  const mayReadAttempt = viewer.apiHasAdditionalResources && viewerMay(viewer, 'view_attempts')
  const { title, happened, effect } = wayBackWords(cause, service)
  return (
    <div className="mx-auto flex w-full max-w-lg flex-col items-start gap-5 pt-[8vh]">
      {service && <Logo source={serviceLogo(service)} />}
      <div className="flex flex-col gap-2">
        <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
        <p className="text-muted">{happened}</p>
        <p className="font-medium">{effect}</p>
      </div>
      {mismatch && <Mismatch mismatch={mismatch} personId={personId} />}
      <NextStep wayBack={wayBack} personId={personId} />
      <div className="flex flex-col gap-1">
        <ReferenceId id={referenceId} />
        {mayReadAttempt && (
          <a
            className="text-muted text-xs underline hover:text-foreground"
            href={`/attempts/${encodeURIComponent(referenceId)}`}
          >
            See each step of this attempt
          </a>
        )}
      </div>
    </div>
  )
}
