import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ConfirmReset } from '@/components/integrations/detail/confirm-reset'
import { PageFrame } from '@/components/shell/page-frame'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { readIntegrationPage } from '@/lib/dashboard/integrations/read-integration-page'

export const metadata: Metadata = { title: 'Reset' }

export default async function ResetPage(page: PageProps<'/integrations/[id]/reset'>) {
  const { id } = await page.params
  const path = `/integrations/${encodeURIComponent(id)}/reset`
  const withoutTimeLimit = true
  const { viewer, integration } = await readIntegrationPage(id, path, withoutTimeLimit)
  const { environment, apiHasAdditionalResources } = viewer
  const isOffered = environment === 'test' && apiHasAdditionalResources
  if (!isOffered || !viewerMay(viewer, 'fault')) notFound()
  if (integration.kind === 'failed' && integration.failure.kind === 'not_found') notFound()
  return (
    <PageFrame viewer={viewer}>
      <ConfirmReset id={id} answer={integration} viewer={viewer} />
    </PageFrame>
  )
}
