import type { Metadata } from 'next'
import { IntegrationDetail } from '@/components/integrations/integration-detail'
import { IntegrationSeed } from '@/components/integrations/integration-seed'
import { PageFrame } from '@/components/shell/page-frame'
import { apiAddress } from '@/lib/server/api-address'
import { readIntegration } from '@/lib/server/integrations/read-integration'
import { requireSession, viewerOf } from '@/lib/server/sessions/session'

export const metadata: Metadata = { title: 'Integration' }

export default async function IntegrationPage(page: PageProps<'/integrations/[id]'>) {
  const { id } = await page.params
  const { wait } = await page.searchParams
  const returnTo = `/integrations/${encodeURIComponent(id)}`
  const session = await requireSession(returnTo)
  const viewer = await viewerOf(session, returnTo)
  const waits = wait === '1'
  const { integration, events } = await readIntegration(session, id, { waits, returnTo })
  return (
    <PageFrame viewer={viewer}>
      <IntegrationSeed person={viewer.person} id={id} integration={integration} events={events}>
        <IntegrationDetail id={id} viewer={viewer} apiAddress={apiAddress()} />
      </IntegrationSeed>
    </PageFrame>
  )
}
