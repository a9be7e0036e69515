import Link from 'next/link'
import { useId } from 'react'
import { classes } from '@/components/ui/classes'
import { Logo } from '@/components/ui/logo'
import { Name } from '@/components/ui/name'
import { Ago } from '@/components/ui/time'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { ToolUsage } from '@/lib/contract/api/tool'
import { serviceName } from '@/lib/contract/services/catalogue'
import { serviceLogo } from '@/lib/contract/services/service-logo'
import type { Viewer } from '@/lib/contract/view/viewer'
import { integrationElementId } from '../integration-element'
import { StatusBadge } from '../status-badge'
import { ToolList } from '../tool-list'
import { UsageLine } from '../usage-line'
import { integrationName } from '../words/integration-name'
import { type Condition, conditionOf } from '../words/status-words'
import { toolsOf } from '../words/tools'
import { CardActions } from './card-actions'
import { cardClass } from './card-class'
import { CardMenu } from './card-menu'
import { StatusLine } from './status-line'

const surfaceClasses: Record<Condition, string> = {
  connected: 'border-border bg-surface',
  broken: 'border-warning/60 bg-surface',
  disconnected: 'border-control border-dashed bg-transparent',
  unknown: 'border-border bg-surface',
}

/** One integration in the list: service, account, status, tools and buttons. */
export function IntegrationCard({
  integration,
  usage,
  viewer,
}: {
  integration: ListedIntegration
  /** Absent while it is not known, and when the integration was not used. */
  usage: ToolUsage | undefined
  viewer: Viewer
}) {
  const { id, service, account } = integration
  const condition = conditionOf(integration)
  const accountId = useId()
  return (
    <article
      id={integrationElementId(id)}
      tabIndex={-1}
      aria-label={integrationName(integration)}
      className={classes(cardClass, surfaceClasses[condition], 'scroll-my-6 focus:animate-arrive')}
    >
      <div className="flex items-start gap-3">
        <Logo source={serviceLogo(service)} isFaded={condition === 'disconnected'} />
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
        <StatusLine integration={integration} />
      </p>
      {viewer.apiHasAdditionalResources && condition !== 'disconnected' && (
        // The line keeps its height while the usage is not known, so that the card does not move
        // later.
        <p className="min-h-5 text-muted text-sm">{usage && <UsageLine usage={usage} />}</p>
      )}
      <div className="mt-3 flex flex-wrap items-start justify-between gap-x-2 gap-y-1 border-border border-t pt-2.5">
        {condition === 'disconnected' ? (
          <p className="flex min-h-8 items-center text-muted text-sm max-sm:min-h-11">
            Agents cannot use it
          </p>
        ) : (
          <ToolList tools={toolsOf(integration)} isPaused={condition === 'broken'} />
        )}
        <CardActions integration={integration} viewer={viewer} describedBy={accountId} />
      </div>
    </article>
  )
}
