import type { Metadata } from 'next'
import { DisconnectPanel } from '@/components/integrations/disconnect/disconnect-panel'
import { PageFrame } from '@/components/shell/page-frame'
import { readIntegrationPage } from '@/lib/dashboard/integrations/read-integration-page'

export const metadata: Metadata = { title: 'Disconnect' }

export default async function DisconnectPage(page: PageProps<'/integrations/[id]/disconnect'>) {
  const { id } = await page.params
  const path = `/integrations/${encodeURIComponent(id)}/disconnect`
  const { viewer, integration } = await readIntegrationPage(id, path, true)
  return (
    <PageFrame viewer={viewer}>
      <DisconnectPanel id={id} answer={integration} viewer={viewer} />
    </PageFrame>
  )
}
