import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { ToolUsage } from '@/lib/contract/api/tool'
import { serviceName } from '@/lib/contract/services/catalogue'
import { UsageLine } from '../usage-line'
import { waitsToDisconnect, whenIdleWords } from '../words/disconnecting'
import { numerals } from '../words/numerals'
import { toolsOf } from '../words/tools'

/**
 * The usage of the integration: `unknown` when it could not be read, and undefined when the
 * integration was not used.
 */
type KnownUsage = 'unknown' | ToolUsage | undefined

function runningSentence(usage: KnownUsage, name: string): string {
  if (usage === 'unknown')
    return `This page cannot show running tasks. Make sure that none needs ${name}.`
  const running = usage?.running ?? 0
  if (running === 0) return 'No tool is running now.'
  return running === 1
    ? '1 call is running now. It fails if you disconnect at once.'
    : `${numerals.format(running)} calls are running now. They fail if you disconnect at once.`
}

/** Lists the consequences of a disconnect. */
export function DisconnectWarning({
  integration,
  usage,
  offersIdle,
}: {
  integration: ListedIntegration
  usage: KnownUsage
  /** Whether "Disconnect when idle" is offered too. */
  offersIdle: boolean
}) {
  const grantedTools = toolsOf(integration).filter((tool) => tool.isGranted)
  const name = serviceName(integration.service)
  return (
    <div className="flex flex-col gap-3 text-foreground text-sm">
      {usage !== undefined && usage !== 'unknown' && (
        <p className="font-medium">
          <UsageLine usage={usage} />
        </p>
      )}
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
        <li>Agents in the middle of a task that needs {name} fail.</li>
        <li>What agents have already delivered stays.</li>
        <li>{runningSentence(usage, name)}</li>
        {offersIdle && <li>{`“Disconnect when idle” ${whenIdleWords}`}</li>}
        {waitsToDisconnect(integration) && (
          <li>It already waits until no tool runs. “Disconnect” does not wait.</li>
        )}
      </ul>
    </div>
  )
}
