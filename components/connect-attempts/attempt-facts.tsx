import { CopyButton } from '@/components/ui/copy-button'
import { Fact } from '@/components/ui/fact'
import { Name } from '@/components/ui/name'
import { Panel } from '@/components/ui/panel'
import { Ago } from '@/components/ui/time'
import type { ConnectAttempt } from '@/lib/contract/api/connect-attempt'

/** The facts about an attempt to connect. */
export function AttemptFacts({ attempt }: { attempt: ConnectAttempt }) {
  const { id, app_name: appName, redirect_host: host, started_by: startedBy } = attempt
  const { started_at: startedAt, integration_id: integrationId } = attempt
  return (
    <Panel title="About">
      <dl className="flex flex-col gap-3.5">
        <Fact name="Asked for by">
          {appName ? <Name>{appName}</Name> : 'The dashboard of Miteos'}
        </Fact>
        <Fact name="Returns to">
          <Name>{host}</Name>
        </Fact>
        {startedBy && (
          <Fact name="Started by">
            <Name>{startedBy.name}</Name>
          </Fact>
        )}
        <Fact name="Started">
          <Ago value={startedAt} />
        </Fact>
        {integrationId && (
          <Fact name="Integration">
            <a className="text-accent underline" href={`/integrations/${integrationId}`}>
              <code translate="no" className="font-mono text-xs">
                {integrationId}
              </code>
            </a>
          </Fact>
        )}
        <Fact name="Id">
          <span className="flex items-center gap-1">
            <code translate="no" className="min-w-0 font-mono text-xs">
              {id}
            </code>
            <CopyButton text={id} label="Copy the id" />
          </span>
        </Fact>
      </dl>
    </Panel>
  )
}
