import type { Metadata } from 'next'
import { removeConfirmation } from '@/components/settings/passkeys/remove-confirmation'
import { PageFrame } from '@/components/shell/page-frame'
import { ConfirmPage } from '@/components/ui/confirm-page'
import { readPasskeyToRemove } from '@/lib/dashboard/passkeys/read-passkeys-page'

export const metadata: Metadata = { title: 'Remove a passkey' }

export default async function RemovePasskeyPage(page: PageProps<'/settings/passkeys/[id]/remove'>) {
  const { id } = await page.params
  const { viewer, passkey } = await readPasskeyToRemove(id)
  const forms = { path: '/settings/passkeys', fields: { person: viewer.personId } } as const
  return (
    <PageFrame viewer={viewer}>
      <ConfirmPage {...removeConfirmation(passkey, forms)} backTo={forms.path} />
    </PageFrame>
  )
}
