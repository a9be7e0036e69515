import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import { toolsOf } from '../words/tools'

/** Lists the consequences of a disconnect. */
export function DisconnectWarning({ integration }: { integration: ListedIntegration }) {
  const grantedTools = toolsOf(integration).filter((tool) => tool.isGranted)
  return (
    <div className="flex flex-col gap-3 text-foreground text-sm">
      {grantedTools.length > 0 && (
        <div className="rounded-md border border-border bg-subtle px-3 py-2.5">
          <p className="font-medium">
            {`Agents lose ${grantedTools.length === 1 ? 'this tool' : `these ${grantedTools.length} tools`}`}
          </p>
          <ul className="mt-1 flex max-h-40 flex-wrap gap-x-3 gap-y-0.5 overflow-y-auto">
            {grantedTools.map((tool) => (
              <li
                key={tool.name}
                translate="no"
                className="font-mono text-muted text-xs leading-relaxed wrap-anywhere"
              >
                {tool.name}
              </li>
            ))}
          </ul>
        </div>
      )}
      <ul className="flex list-disc flex-col gap-1 pl-4 text-muted marker:text-control">
        <li>Agents in the middle of a task that needs {serviceName(integration.service)} fail.</li>
        <li>What agents have already delivered stays.</li>
        <li>
          This page cannot show running tasks. Make sure that none needs{' '}
          {serviceName(integration.service)}.
        </li>
      </ul>
    </div>
  )
}
