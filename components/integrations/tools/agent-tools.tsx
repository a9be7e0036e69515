import { Wrench } from 'lucide-react'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { Logo } from '@/components/ui/logo'
import { Name } from '@/components/ui/name'
import { ReadFailure } from '@/components/ui/read-failure'
import type { ShownTool } from '@/lib/contract/api/tool'
import { serviceName } from '@/lib/contract/services/catalogue'
import { serviceLogo } from '@/lib/contract/services/service-logo'
import { failureOf } from '@/lib/contract/view/failure-words'
import type { ToolsView } from '@/lib/contract/view/tools'
import type { Viewer } from '@/lib/contract/view/viewer'
import { ServiceReasons } from './service-reasons'
import { byService, type ServiceTools } from './tool-accounts'
import { ToolLine } from './tool-line'

function readyWords(readyCount: number, count: number): string {
  return `${readyCount} of ${count} ready`
}

function ServiceSection({ group, viewer }: { group: ServiceTools; viewer: Viewer }) {
  const { service, tools, readyCount } = group
  const headingId = `tools-of-${service}`
  return (
    <section aria-labelledby={headingId} className="rounded-lg border border-border bg-surface">
      <div className="flex flex-wrap items-center gap-3 border-border border-b px-4 py-2.5">
        <Logo source={serviceLogo(service)} isFaded={readyCount === 0} />
        <h2 id={headingId} className="min-w-0 flex-1 font-semibold wrap-anywhere">
          <Name>{serviceName(service)}</Name>
        </h2>
        <span className="text-muted text-sm">{readyWords(readyCount, tools.length)}</span>
      </div>
      <ServiceReasons group={group} viewer={viewer} />
      <ul className="divide-y divide-border">
        {tools.map((tool) => (
          <ToolLine key={tool.name} tool={tool} viewer={viewer} />
        ))}
      </ul>
    </section>
  )
}

function Sections({ tools, viewer }: { tools: readonly ShownTool[]; viewer: Viewer }) {
  const groups = byService(tools)
  const readyCount = groups.reduce((sum, group) => sum + group.readyCount, 0)
  if (tools.length === 0)
    return (
      <EmptyPanel
        icon={<Wrench aria-hidden className="size-5 text-muted" />}
        title="There are no tools"
      >
        This Miteos offers agents no tool at the moment.
      </EmptyPanel>
    )
  return (
    <>
      <p className="text-muted">{`${readyCount} of ${tools.length} tools can be called now.`}</p>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {groups.map((group) => (
          <ServiceSection key={group.service} group={group} viewer={viewer} />
        ))}
      </div>
    </>
  )
}

/**
 * Lists all tools by service: what agents can do with each, and how a person repairs those that
 * cannot be called.
 */
export function AgentTools({ view: { tools, viewer } }: { view: ToolsView }) {
  return tools.kind === 'ready' ? (
    <Sections tools={tools.value} viewer={viewer} />
  ) : (
    <ReadFailure what="the tools" path="/integrations/tools" {...failureOf(tools)} />
  )
}
