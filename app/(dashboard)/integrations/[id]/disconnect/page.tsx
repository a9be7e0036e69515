import type { Metadata } from 'next'
import { ConfirmDisconnect } from '@/components/integrations/disconnect/confirm-disconnect'
import { PageFrame } from '@/components/shell/page-frame'
import { readIntegrationPage } from '@/lib/dashboard/integrations/read-integration-page'
import { readerZone } from '@/lib/dashboard/reader-zone'
import { readIntegrationUse } from '@/lib/dashboard/tools/read-tool-pages'

export const metadata: Metadata = { title: 'Disconnect' }

export default async function DisconnectPage(page: PageProps<'/integrations/[id]/disconnect'>) {
  const { id } = await page.params
  const { error } = await page.searchParams
  const path = `/integrations/${encodeURIComponent(id)}/disconnect`
  // Nothing on this page loads the answers later, so it waits for them.
  const options = { withoutTimeLimit: true, returnTo: path }
  const [{ viewer, integration }, { usage }] = await Promise.all([
    readIntegrationPage(id, path, options.withoutTimeLimit),
    readIntegrationUse(id, await readerZone(), options),
  ])
  return (
    <PageFrame viewer={viewer}>
      <ConfirmDisconnect
        id={id}
        answer={integration}
        usage={usage}
        viewer={viewer}
        isReasonMissing={error === 'reason_missing'}
      />
    </PageFrame>
  )
}
