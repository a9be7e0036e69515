import type { UseQueryResult } from '@tanstack/react-query'
import { Panel } from '@/components/ui/panel'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { ToolUsage } from '@/lib/contract/api/tool'
import type { ShownToolCall } from '@/lib/contract/api/tool-call'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { UsageLine } from '../usage-line'
import { notLoadedSentence } from '../words/failure-words'
import { CallList } from './call-list'

/** Shows the last calls with an integration, with a link to all of them. */
export function CallsPanel({
  calls,
  usage,
  integration: { id, service },
  viewer,
}: {
  calls: Pick<UseQueryResult<ShownToolCall[]>, 'data' | 'error'>
  /** Absent when it is not known, and when the integration was not used. */
  usage: ToolUsage | undefined
  integration: Pick<ListedIntegration, 'id' | 'service'>
  viewer: Viewer
}) {
  return (
    <Panel
      title="The last calls"
      aside={
        usage && (
          <span className="text-muted text-sm">
            <UsageLine usage={usage} />
          </span>
        )
      }
    >
      {calls.error && (
        <p role="status" className="pb-2 text-muted text-sm">
          {`Could not load the calls. ${notLoadedSentence(calls.error)}`}
        </p>
      )}
      {calls.data?.length === 0 && (
        <p className="text-muted text-sm">No tool was called in the last 30 days.</p>
      )}
      {calls.data && calls.data.length > 0 && (
        <>
          <CallList
            calls={calls.data}
            service={service}
            mayApprove={viewerMay(viewer, 'call_tools')}
          />
          <p className="pt-3 text-sm">
            <a
              className="text-accent underline underline-offset-2"
              href={`/integrations/${encodeURIComponent(id)}/calls`}
            >
              Show all calls
            </a>
          </p>
        </>
      )}
      {!calls.data && !calls.error && <p className="text-muted text-sm">Loading…</p>}
    </Panel>
  )
}
