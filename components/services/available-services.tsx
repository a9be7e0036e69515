import { catalogue } from '@/lib/contract/services/catalogue'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { cannotConnectId, ServiceRow } from './service-row'

/** Tells an admin which environment variables the services that are not set up need. */
function MissingVariables({ viewer }: { viewer: Viewer }) {
  const missing = catalogue.filter(({ service }) => !viewer.availableServices?.includes(service))
  if (viewer.role !== 'admin' || !viewer.availableServices || missing.length === 0) return null
  return (
    <details className="text-muted text-sm">
      <summary className="rounded-sm underline decoration-dotted underline-offset-4">
        What has to be set on this server
      </summary>
      <dl className="flex w-fit flex-col gap-1.5 pt-3">
        {missing.map(({ service, name, setupVariables }) => (
          <div key={service} className="flex flex-wrap gap-x-4">
            <dt translate="no" className="w-[6rem]">
              {name}
            </dt>
            <dd translate="no" className="font-mono text-xs leading-relaxed wrap-anywhere">
              {setupVariables.join(', ')}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/**
 * Lists all services, each with a button that connects an account, even when the service has
 * connected accounts already.
 */
export function AvailableServices({ viewer }: { viewer: Viewer }) {
  return (
    <section aria-labelledby="available-services" className="flex flex-col gap-4 pt-4">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <h2 id="available-services" className="scroll-mt-20 font-semibold text-lg">
          Available services
        </h2>
        <span className="text-muted text-sm">{catalogue.length}</span>
      </div>
      {!viewerMay(viewer, 'connect') && (
        <p id={cannotConnectId} className="text-muted text-sm">
          Your role may see, check and disconnect integrations. To connect a service, ask a member
          or an admin of the account.
        </p>
      )}
      <ul className="grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {catalogue.map((entry) => (
          <ServiceRow key={entry.service} entry={entry} viewer={viewer} />
        ))}
      </ul>
      <MissingVariables viewer={viewer} />
    </section>
  )
}
