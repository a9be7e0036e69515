import { Name } from '@/components/ui/name'
import { PlaceForm, PlaceLink } from '@/components/ui/place-link'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { LeaverView } from '@/lib/contract/view/people'
import type { Viewer } from '@/lib/contract/view/viewer'

const environmentNames = { live: 'Production', test: 'Test' } as const

/**
 * Lists the integrations that a person has connected, on the page that asks whether to remove the
 * person. Shows nothing when there are none.
 */
export function LeaverConnections({
  leaver: { connected, count, accountId },
  viewer,
}: {
  leaver: LeaverView
  viewer: Viewer
}) {
  if (count === 0) return null
  const { personId: person, environment: here } = viewer
  const environment = here === 'test' ? 'live' : 'test'
  return (
    <section aria-labelledby="leaver-connections" className="flex flex-col gap-2">
      <h2 id="leaver-connections" className="font-medium">
        {count === 1 ? 'One integration was' : `${count.toLocaleString('en')} integrations were`}{' '}
        connected by them
      </h2>
      <p className="text-muted text-sm">
        They keep working until somebody disconnects or reconnects them.
      </p>
      <PlaceForm
        formId="to-other-environment"
        switchTo={{ person, account: accountId, environment }}
      />
      <ul className="divide-y divide-border rounded-md border border-border">
        {connected.map(({ id, service, externalName, status, ...place }) => (
          <li key={id} className="flex flex-wrap justify-between gap-x-3 px-3 py-2 text-sm">
            <span className="min-w-0 flex-1 basis-40">
              <PlaceLink
                path={`/integrations/${encodeURIComponent(id)}`}
                formId={place.environment === here ? null : 'to-other-environment'}
                className="font-medium"
              >
                <Name>{`${serviceName(service)}, ${externalName}`}</Name>
              </PlaceLink>
            </span>
            <span className="text-muted">{environmentNames[place.environment]}</span>
            <span className={status === 'error' ? 'text-warning' : 'text-muted'}>
              {status === 'error' ? 'Needs reconnecting' : 'Connected'}
            </span>
          </li>
        ))}
      </ul>
      {count > connected.length && (
        <p className="text-muted text-sm">{`and ${(count - connected.length).toLocaleString('en')} more`}</p>
      )}
    </section>
  )
}
