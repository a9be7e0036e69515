import type { Metadata } from 'next'
import { removeConfirmation } from '@/components/settings/passkeys/remove-confirmation'
import { SupportFrame } from '@/components/support/support-frame'
import { ConfirmPage } from '@/components/ui/confirm-page'
import { readStaffPasskeyToRemove } from '@/lib/dashboard/support/read-staff-passkeys'

export const metadata: Metadata = { title: 'Remove a passkey' }

export default async function RemoveStaffPasskeyPage(
  page: PageProps<'/support/passkeys/[id]/remove'>,
) {
  const { id } = await page.params
  const { staff, passkey } = await readStaffPasskeyToRemove(id)
  const forms = { path: '/support/passkeys', fields: { staff: staff.personId } } as const
  return (
    <SupportFrame staff={staff}>
      <ConfirmPage {...removeConfirmation(passkey, forms)} backTo={forms.path} />
    </SupportFrame>
  )
}
