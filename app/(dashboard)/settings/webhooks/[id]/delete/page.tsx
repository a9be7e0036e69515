import type { Metadata } from 'next'
import { deleteConfirmation } from '@/components/settings/webhooks/delete-confirmation'
import { PageFrame } from '@/components/shell/page-frame'
import { ConfirmPage } from '@/components/ui/confirm-page'
import { readWebhookToDelete } from '@/lib/dashboard/settings/read-webhooks-page'

export const metadata: Metadata = { title: 'Delete a webhook' }

export default async function DeletePage(page: PageProps<'/settings/webhooks/[id]/delete'>) {
  const { id } = await page.params
  const { viewer, webhook } = await readWebhookToDelete(id)
  return (
    <PageFrame viewer={viewer}>
      <ConfirmPage {...deleteConfirmation(webhook, viewer)} backTo="/settings/webhooks" />
    </PageFrame>
  )
}
