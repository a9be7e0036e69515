import type { Metadata } from 'next'
import { AgentTools } from '@/components/integrations/tools/agent-tools'
import { IntegrationsTabs } from '@/components/integrations/tools/integrations-tabs'
import { PageFrame } from '@/components/shell/page-frame'
import { readToolsPage } from '@/lib/dashboard/tools/read-tool-pages'

export const metadata: Metadata = { title: 'What agents can do' }

export default async function ToolsPage() {
  const view = await readToolsPage()
  return (
    <PageFrame viewer={view.viewer}>
      <div className="flex flex-col gap-3">
        <h1 className="font-semibold text-2xl tracking-tight">Integrations</h1>
        <IntegrationsTabs current="tools" />
      </div>
      <AgentTools view={view} />
    </PageFrame>
  )
}
