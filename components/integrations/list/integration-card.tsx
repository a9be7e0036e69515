import Link from 'next/link'
import { useId } from 'react'
import { classes } from '@/components/ui/classes'
import { Logo } from '@/components/ui/logo'
import { Name } from '@/components/ui/name'
import { Ago, CalendarDate } from '@/components/ui/time'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { viewerMay } from '@/lib/contract/api/permissions'
import { serviceName } from '@/lib/contract/services/catalogue'
import { serviceLogo } from '@/lib/contract/services/service-logo'
import type { Viewer } from '@/lib/contract/view/viewer'
import { DisconnectButton } from '../disconnect/disconnect-button'
import { endOf, GrantEnd } from '../grant-end'
import { placeId } from '../place'
import { ReconnectButton } from '../reconnect-button'
import { StatusBadge } from '../status-badge'
import { ToolList } from '../tool-list'
import { integrationName } from '../words/integration-name'
import { type Condition, conditionOf, reasonSentence } from '../words/status-words'
import { toolLines } from '../words/tools'
import { CardMenu } from './card-menu'

const shell = 'relative flex flex-col rounded-lg border p-4 pb-2.5'

const surfaces: Record<Condition, string> = {
  connected: 'border-border bg-surface',
  broken: 'border-warning/60 bg-surface',
  disconnected: 'border-control border-dashed bg-transparent',
  unknown: 'border-border bg-surface',
}

function SecondLine({ integration }: { integration: ListedIntegration }) {
  const condition = conditionOf(integration)
  if (condition === 'broken')
    return <span>{reasonSentence(integration.status_reason, integration.service)}</span>
  const end = endOf(integration)
  if (end !== undefined)
    return (
      <span className="font-medium text-warning">
        <GrantEnd at={end} />
      </span>
    )
  if (condition === 'unknown')
    return <span className="wrap-anywhere">{`Miteos calls it “${integration.status}”.`}</span>
  return (
    <>
      <span>{condition === 'disconnected' ? 'First connected ' : 'Since '}</span>
      <CalendarDate value={integration.connected_at} />
    </>
  )
}

function CardActions({
  integration,
  viewer,
  describedBy,
}: {
  integration: ListedIntegration
  viewer: Viewer
  describedBy: string
}) {
  const condition = conditionOf(integration)
  const mends =
    condition === 'broken' || condition === 'disconnected' || endOf(integration) !== undefined
  const showsReconnect = mends && viewerMay(viewer, 'connect')
  const showsDisconnect = condition !== 'disconnected' && viewerMay(viewer, 'disconnect')
  return (
    <div
      className={classes(
        'ml-auto flex flex-wrap justify-end gap-1',
        !showsReconnect && '-mr-3 max-sm:-mr-4',
      )}
    >
      {showsDisconnect && (
        <DisconnectButton integration={integration} viewer={viewer} describedBy={describedBy} />
      )}
      {showsReconnect && (
        <ReconnectButton
          integration={integration}
          person={viewer.person}
          returnTo="/integrations"
          look={condition === 'broken' ? 'primary' : 'secondary'}
        />
      )}
    </div>
  )
}

/** One integration at a glance. */
export function IntegrationCard({
  integration,
  viewer,
}: {
  integration: ListedIntegration
  viewer: Viewer
}) {
  const { id, service, account } = integration
  const condition = conditionOf(integration)
  const accountId = useId()
  return (
    <article
      id={placeId(id)}
      tabIndex={-1}
      aria-label={integrationName(integration)}
      className={classes(shell, surfaces[condition], 'scroll-my-6 focus:animate-arrive')}
    >
      <div className="flex items-start gap-3">
        <Logo source={serviceLogo(service)} faded={condition === 'disconnected'} />
        <div className="min-w-0 flex-1">
          <h3 translate="no" className="line-clamp-2 font-semibold wrap-anywhere">
            <Link
              prefetch={false}
              href={`/integrations/${encodeURIComponent(id)}`}
              className="rounded-sm hover:underline hover:underline-offset-4"
            >
              <Name>{serviceName(service)}</Name>
            </Link>
          </h3>
          <p
            id={accountId}
            title={account?.name}
            className="line-clamp-3 text-muted text-sm wrap-anywhere"
          >
            <Name>{account?.name ?? id}</Name>
          </p>
        </div>
        <CardMenu integration={integration} viewer={viewer} />
      </div>
      <div className="mt-4 flex flex-wrap items-center justify-between gap-x-2">
        <StatusBadge condition={condition} />
        {integration.checked_at && condition !== 'disconnected' && (
          <span className="text-muted text-sm">
            Checked <Ago value={integration.checked_at} />
          </span>
        )}
      </div>
      <p className="mt-0.5 text-muted text-sm">
        <SecondLine integration={integration} />
      </p>
      <div className="mt-3 flex flex-wrap items-start justify-between gap-x-2 gap-y-1 border-border border-t pt-2.5">
        {condition === 'disconnected' ? (
          <p className="flex min-h-8 items-center text-muted text-sm max-sm:min-h-11">
            Agents cannot use it
          </p>
        ) : (
          <ToolList lines={toolLines(integration)} isOnHold={condition === 'broken'} />
        )}
        <CardActions integration={integration} viewer={viewer} describedBy={accountId} />
      </div>
    </article>
  )
}

/** The shape of a card that is still to come. */
IntegrationCard.Skeleton = function IntegrationCardSkeleton() {
  return (
    <div
      aria-hidden
      className={classes(shell, 'h-42.5 animate-breathe border-border bg-surface max-sm:h-45.5')}
    >
      <div className="flex items-start gap-3">
        <span className="size-10 rounded-lg bg-subtle" />
        <div className="flex flex-1 flex-col gap-2 pt-1">
          <span className="h-3.5 w-20 rounded-sm bg-subtle" />
          <span className="h-3 w-36 rounded-sm bg-subtle" />
        </div>
      </div>
      <span className="mt-4.5 h-3.5 w-28 rounded-sm bg-subtle" />
      <span className="mt-2.5 h-3 w-40 rounded-sm bg-subtle" />
      <span className="mt-auto mb-2 h-4 w-16 rounded-sm bg-subtle" />
    </div>
  )
}
