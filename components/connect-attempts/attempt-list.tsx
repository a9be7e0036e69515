import { Route } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { Logo } from '@/components/ui/logo'
import { Name } from '@/components/ui/name'
import { Panel } from '@/components/ui/panel'
import { Ago } from '@/components/ui/time'
import type { ConnectAttempt } from '@/lib/contract/api/connect-attempt'
import { serviceName } from '@/lib/contract/services/catalogue'
import { serviceLogo } from '@/lib/contract/services/service-logo'
import { OutcomeBadge } from './outcome-badge'

function AttemptRow({ attempt }: { attempt: ConnectAttempt }) {
  const { id, service, app_name: appName, started_by: startedBy, reason } = attempt
  return (
    <li className="relative flex items-start gap-3 px-4 py-3 hover:bg-subtle">
      <Logo source={serviceLogo(service)} />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <p className="flex flex-wrap items-center gap-x-3">
          <a
            href={`/attempts/${id}`}
            className="font-medium after:absolute after:inset-0 after:content-['']"
          >
            <Name>{serviceName(service)}</Name>
          </a>
          <OutcomeBadge outcome={attempt.outcome} />
        </p>
        {reason && <p className="text-sm wrap-anywhere">{reason}</p>}
        <p className="flex flex-wrap gap-x-3 text-muted text-xs">
          <span className="wrap-anywhere">
            Started <Ago value={attempt.started_at} />
            {startedBy && (
              <>
                {' by '}
                <Name>{startedBy.name}</Name>
              </>
            )}
          </span>
          {appName && (
            <span className="wrap-anywhere">
              For <Name>{appName}</Name>
            </span>
          )}
        </p>
      </div>
    </li>
  )
}

/** The attempts to connect, newest first. */
export function AttemptList({
  attempts,
  nextCursor,
}: {
  attempts: readonly ConnectAttempt[]
  nextCursor: string | null
}) {
  if (attempts.length === 0)
    return (
      <EmptyPanel
        icon={<Route aria-hidden className="size-5 text-muted" />}
        title="Nobody has tried to connect"
      >
        Each attempt of the last 30 days appears here, with every step.
      </EmptyPanel>
    )
  return (
    <>
      <Panel title="Last 30 days">
        <ul className="-m-4 divide-y divide-border">
          {attempts.map((attempt) => (
            <AttemptRow key={attempt.id} attempt={attempt} />
          ))}
        </ul>
      </Panel>
      {nextCursor !== null && (
        <a
          className={`${buttonClass()} self-start`}
          href={`/attempts?cursor=${encodeURIComponent(nextCursor)}`}
        >
          Show older attempts
        </a>
      )}
    </>
  )
}
