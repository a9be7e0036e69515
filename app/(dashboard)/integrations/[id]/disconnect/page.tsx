import type { Metadata } from 'next'
import { ConfirmDisconnect } from '@/components/integrations/disconnect/confirm-disconnect'
import { PageFrame } from '@/components/shell/page-frame'
import { readIntegrationPage } from '@/lib/dashboard/integrations/read-integration-page'

export const metadata: Metadata = { title: 'Disconnect' }

export default async function DisconnectPage(page: PageProps<'/integrations/[id]/disconnect'>) {
  const { id } = await page.params
  const path = `/integrations/${encodeURIComponent(id)}/disconnect`
  const withoutTimeLimit = true
  const { viewer, integration } = await readIntegrationPage(id, path, withoutTimeLimit)
  return (
    <PageFrame viewer={viewer}>
      <ConfirmDisconnect id={id} answer={integration} viewer={viewer} />
    </PageFrame>
  )
}
