import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import { PostForm } from '@/components/ui/post-form'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { policyChoices, policyWords } from '../words/policy-words'
import { type Condition, conditionOf } from '../words/status-words'
import { type IntegrationTool, toolCountWords, toolsOf } from '../words/tools'
import { ToolRow } from './tool-row'

const maxShownTools = 100

function Tools({
  tools,
  condition,
  mayDecide,
}: {
  tools: readonly IntegrationTool[]
  condition: Condition
  mayDecide: boolean
}) {
  return (
    <>
      <ul className="divide-y divide-border">
        {tools.slice(0, maxShownTools).map((tool) => (
          <ToolRow key={tool.name} tool={tool} condition={condition} mayDecide={mayDecide} />
        ))}
      </ul>
      {tools.length > maxShownTools && (
        <p className="pt-2 text-muted text-sm">{`and ${tools.length - maxShownTools} more`}</p>
      )}
    </>
  )
}

/** Says what each decision means. */
function DecisionWords() {
  return (
    <dl className="flex flex-1 basis-64 flex-col gap-0.5 text-muted text-sm">
      {policyChoices.map((choice) => (
        <div key={choice} className="flex flex-wrap gap-x-1.5">
          <dt className="font-medium text-foreground">{`${policyWords[choice].name}:`}</dt>
          <dd>{`${policyWords[choice].meaning}.`}</dd>
        </div>
      ))}
    </dl>
  )
}

/**
 * Shows each tool with its meaning, and whether agents can use it now. An admin decides here which tools agents may
 * call; others see what is decided.
 */
export function ToolsPanel({
  integration,
  viewer,
  offersTools,
}: {
  integration: ListedIntegration
  viewer: Viewer
  /** Whether Miteos offers live tools, so that there is something to decide. */
  offersTools: boolean
}) {
  const tools = toolsOf(integration)
  const condition = conditionOf(integration)
  const isGoverned = offersTools && condition !== 'disconnected' && tools.length > 0
  const mayDecide = isGoverned && viewerMay(viewer, 'set_tool_policy')
  const count = <span className="text-muted text-sm">{toolCountWords(tools)}</span>
  const list = <Tools tools={tools} condition={condition} mayDecide={mayDecide} />
  return (
    <Panel
      id="tools"
      title="Tools"
      aside={condition === 'disconnected' || tools.length === 0 ? undefined : count}
    >
      {tools.length === 0 && <p className="text-muted text-sm">No tools listed.</p>}
      {mayDecide ? (
        <PostForm
          action={`/integrations/${encodeURIComponent(integration.id)}/tools/submit`}
          fields={{ person: viewer.personId }}
        >
          {list}
          <div className="mt-3 flex flex-wrap items-end justify-between gap-3 border-border border-t pt-3">
            <DecisionWords />
            <Button type="submit">Save decisions</Button>
          </div>
        </PostForm>
      ) : (
        list
      )}
      {isGoverned && !mayDecide && (
        <p className="mt-3 border-border border-t pt-3 text-muted text-sm">
          Agents may call what is granted. Admins of the account decide which tools ask a person
          first and which are denied.
        </p>
      )}
    </Panel>
  )
}
