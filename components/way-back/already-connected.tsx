import { buttonClass } from '@/components/ui/button-class'
import { Logo } from '@/components/ui/logo'
import { serviceLogo } from '@/lib/contract/services/service-logo'
import type { WayBack } from '@/lib/contract/view/way-back'
import { wayBackTitle } from './way-back-title'

/** Shows the integration that was connected, when a person opens the callback of a finished attempt again. */
export function AlreadyConnected({
  wayBack,
}: {
  wayBack: Extract<WayBack, { kind: 'connected' }>
}) {
  const { service, integrationId, returnTo } = wayBack
  return (
    <div className="mx-auto flex w-full max-w-lg flex-col items-start gap-5 pt-[8vh]">
      <Logo source={serviceLogo(service)} />
      <div className="flex flex-col gap-2">
        <h1 className="font-semibold text-2xl tracking-tight">{wayBackTitle(wayBack)}</h1>
        <p className="text-muted">
          This was already finished, and nothing was done again. The integration is{' '}
          <a
            className="font-mono text-accent text-sm underline underline-offset-4 wrap-anywhere"
            href={`/integrations/${encodeURIComponent(integrationId)}`}
          >
            {integrationId}
          </a>
          .
        </p>
      </div>
      <a className={buttonClass({ look: 'primary', size: 'medium' })} href={returnTo}>
        See the integrations
      </a>
    </div>
  )
}
