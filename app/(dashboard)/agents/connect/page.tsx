import type { Metadata } from 'next'
import { AgentConnect } from '@/components/agents/agent-connect'
import { agentConnectTitle } from '@/components/agents/agent-connect-words'
import { PageFrame } from '@/components/shell/page-frame'
import { readAgentConnectPage } from '@/lib/dashboard/agents/read-agent-connect-page'

type Page = PageProps<'/agents/connect'>

export async function generateMetadata(page: Page): Promise<Metadata> {
  const { view } = await readAgentConnectPage(await page.searchParams)
  return { title: agentConnectTitle(view) }
}

export default async function AgentConnectPage(page: Page) {
  const { viewer, view } = await readAgentConnectPage(await page.searchParams)
  return (
    <PageFrame viewer={viewer}>
      <AgentConnect view={view} viewer={viewer} />
    </PageFrame>
  )
}
