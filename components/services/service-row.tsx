import { classes } from '@/components/ui/classes'
import { Logo } from '@/components/ui/logo'
import type { CatalogueEntry } from '@/lib/contract/services/catalogue'
import { serviceLogo } from '@/lib/contract/services/service-logo'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { ConnectButton } from './connect-button'
import { connectButtonId } from './connect-button-id'
import { ConnectedCount } from './connected-count'

/** The id of the sentence that says that the viewer's role cannot connect services. */
export const cannotConnectId = 'connect-needs-right'

/** Shows a service, what agents will be able to do in it, and the button to connect it. */
export function ServiceRow({ entry, viewer }: { entry: CatalogueEntry; viewer: Viewer }) {
  const { service, name, summary } = entry
  const isSetUp = viewer.availableServices?.includes(service) ?? true
  const isAllowed = viewerMay(viewer, 'connect')
  return (
    <li
      className={classes(
        'flex flex-wrap items-center gap-3 rounded-lg border border-border p-4',
        isSetUp && 'bg-surface',
      )}
    >
      <Logo source={serviceLogo(service)} />
      <div className="min-w-0 flex-1 basis-[6rem] wrap-anywhere">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <h3 translate="no" className="font-semibold">
            {name}
          </h3>
          <ConnectedCount service={service} personId={viewer.personId} />
        </div>
        <p className={classes('text-balance text-sm', isSetUp ? 'text-muted' : 'text-foreground')}>
          {summary}
        </p>
        {!isSetUp && <p className="text-muted text-sm">Not set up on this server</p>}
      </div>
      {isSetUp && (
        <ConnectButton
          id={connectButtonId(service)}
          service={service}
          personId={viewer.personId}
          isAllowed={isAllowed}
          {...(isAllowed ? {} : { describedBy: cannotConnectId })}
        />
      )}
    </li>
  )
}
