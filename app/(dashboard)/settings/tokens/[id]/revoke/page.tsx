import type { Metadata } from 'next'
import { revokeConfirmation } from '@/components/settings/tokens/revoke-confirmation'
import { PageFrame } from '@/components/shell/page-frame'
import { ConfirmPage } from '@/components/ui/confirm-page'
import { readTokenToRevoke } from '@/lib/dashboard/settings/read-tokens-page'

export const metadata: Metadata = { title: 'Revoke an API token' }

export default async function RevokePage(page: PageProps<'/settings/tokens/[id]/revoke'>) {
  const { id } = await page.params
  const { viewer, token } = await readTokenToRevoke(id)
  return (
    <PageFrame viewer={viewer}>
      <ConfirmPage {...revokeConfirmation(token, viewer)} backTo="/settings/tokens" />
    </PageFrame>
  )
}
