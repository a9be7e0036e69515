import { CopyButton } from '@/components/ui/copy-button'
import { Fact } from '@/components/ui/fact'
import { Name } from '@/components/ui/name'
import { Panel } from '@/components/ui/panel'
import { CalendarDate } from '@/components/ui/time'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Viewer } from '@/lib/contract/view/viewer'
import { ConnectedBy } from './connected-by'
import { curlCommand } from './curl-command'

/** Shows the facts about an integration: account, dates, environment, id, and the API call that reads it. */
export function FactsPanel({
  integration,
  viewer,
  apiAddress,
}: {
  integration: ListedIntegration
  viewer: Viewer
  /** The address of the API, without a slash at the end. */
  apiAddress: string
}) {
  const { id, account, connected_at: connectedAt, connected_by: connectedBy } = integration
  const curl = curlCommand(apiAddress, viewer.apiHasAdditionalResources ? id : undefined)
  return (
    <Panel title="About">
      <dl className="flex flex-col gap-3.5">
        {account && (
          <Fact name="Account">
            <Name>{account.name}</Name>
          </Fact>
        )}
        <Fact name="First connected">
          <CalendarDate value={connectedAt} />
        </Fact>
        {connectedBy && (
          <Fact name="Connected by">
            <ConnectedBy actor={connectedBy} />
          </Fact>
        )}
        <Fact name="Environment">{viewer.environment === 'test' ? 'Test' : 'Production'}</Fact>
        <Fact name="Id">
          <span className="flex items-center gap-1">
            <code translate="no" className="min-w-0 font-mono text-xs">
              {id}
            </code>
            <CopyButton text={id} label="Copy the id" />
          </span>
        </Fact>
        <Fact name="Ask the API">
          <span className="mt-1 flex items-start gap-1 rounded-md bg-subtle p-1 pl-2.5">
            <code
              translate="no"
              className="min-w-0 flex-1 whitespace-pre-wrap py-1.5 font-mono text-xs"
            >
              {curl}
            </code>
            <CopyButton text={curl} label="Copy the curl command" />
          </span>
        </Fact>
      </dl>
    </Panel>
  )
}
