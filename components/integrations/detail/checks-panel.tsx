import type { ReactNode } from 'react'
import { Name } from '@/components/ui/name'
import { Panel } from '@/components/ui/panel'
import { Ago } from '@/components/ui/time'
import type { ShownCheck } from '@/lib/contract/api/check'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { changeOf, meaningOf } from '../words/check-words'
import { conditionOf } from '../words/status-words'
import { CheckStrip } from './check-strip'
import { CheckTable } from './check-table'

function Row({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 sm:grid-cols-[9.5rem_minmax(0,1fr)]">
      <dt className="text-muted">{term}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  )
}

/** Explains the status: the last check in words, and the last checks as a strip and as a table. */
export function ChecksPanel({
  checks,
  integration,
}: {
  /** Newest first, at least one. */
  checks: readonly ShownCheck[]
  integration: ListedIntegration
}) {
  const [last] = checks
  const change = changeOf(integration)
  const isBeforeReconnect = last?.outcome === 'dead' && conditionOf(integration) === 'connected'
  return (
    <Panel title="Explain this status">
      <div className="flex flex-col gap-4">
        {last && (
          <dl className="flex flex-col gap-2 text-sm">
            <Row term="Last check">
              <Ago value={last.at} />
              {isBeforeReconnect && ', before the integration was reconnected'}
            </Row>
            <Row term="Asked">
              <Name className="font-mono text-xs">{last.asked ?? 'Nobody'}</Name>
            </Row>
            <Row term="Answered">
              <Name className="font-mono text-xs">{last.answered ?? 'Nothing'}</Name>
            </Row>
            {conditionOf(integration) !== 'disconnected' && (
              <Row term="Means">{meaningOf(last.outcome, integration)}</Row>
            )}
            {change && <Row term="What would change it">{change}</Row>}
          </dl>
        )}
        <CheckStrip checks={checks} />
        <CheckTable checks={checks} />
      </div>
    </Panel>
  )
}
