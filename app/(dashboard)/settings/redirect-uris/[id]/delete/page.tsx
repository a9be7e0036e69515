import type { Metadata } from 'next'
import { deleteConfirmation } from '@/components/settings/redirect-uris/delete-confirmation'
import { PageFrame } from '@/components/shell/page-frame'
import { ConfirmPage } from '@/components/ui/confirm-page'
import { readRedirectUriToDelete } from '@/lib/dashboard/settings/read-redirect-uris-page'

export const metadata: Metadata = { title: 'Delete a redirect URI' }

export default async function DeletePage(page: PageProps<'/settings/redirect-uris/[id]/delete'>) {
  const { id } = await page.params
  const { viewer, redirectUri } = await readRedirectUriToDelete(id)
  return (
    <PageFrame viewer={viewer}>
      <ConfirmPage {...deleteConfirmation(redirectUri, viewer)} backTo="/settings/redirect-uris" />
    </PageFrame>
  )
}
