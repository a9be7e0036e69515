import { Name } from '@/components/ui/name'
import type { ShownTool } from '@/lib/contract/api/tool'
import { catalogueEntry } from '@/lib/contract/services/catalogue'
import type { Viewer } from '@/lib/contract/view/viewer'
import { AccountNames } from './account-names'
import { integrationsIn } from './tool-accounts'
import { ToolReasons } from './tool-reasons'
import { ToolStateBadge } from './tool-state-badge'

/**
 * Returns what agents can do with a tool, in plain words. For a tool that this program does not
 * know, returns its description for agents.
 */
function meaningOf({ service, name, description }: ShownTool): string {
  const known = catalogueEntry(service)?.tools.find((tool) => tool.name === name)
  return known?.meaning ?? description
}

/** One tool: what agents can do with it, whether it writes, whether it can be called, and with which accounts. */
export function ToolLine({ tool, viewer }: { tool: ShownTool; viewer: Viewer }) {
  const ready = integrationsIn(tool, 'ready')
  return (
    <li className="flex flex-col gap-1 px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0 flex-1 basis-48">
          <p className="wrap-anywhere">
            <span className="sr-only">Agents can </span>
            <span className="inline-block font-medium first-letter:uppercase">
              {meaningOf(tool)}
            </span>
          </p>
          <p className="mt-0.5 flex flex-wrap items-center gap-x-2 text-muted text-xs">
            <Name className="font-mono wrap-anywhere">{tool.name}</Name>
            <span className="rounded-sm border border-border px-1.5">
              {tool.writes ? 'Writes' : 'Only reads'}
            </span>
          </p>
        </div>
        <ToolStateBadge state={tool.state} />
      </div>
      {ready.length > 0 && (
        <p className="text-muted text-sm wrap-anywhere">
          <span>With </span>
          <AccountNames integrations={ready} />
        </p>
      )}
      <ToolReasons tool={tool} viewer={viewer} />
    </li>
  )
}
