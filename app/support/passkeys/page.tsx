import type { Metadata } from 'next'
import { Passkeys } from '@/components/settings/passkeys/passkeys'
import { StaffPasskeys } from '@/components/support/staff-passkeys'
import { SupportFrame } from '@/components/support/support-frame'
import { readStaffPasskeysPage } from '@/lib/dashboard/support/read-staff-passkeys'

export const metadata: Metadata = { title: 'Your passkeys' }

export default async function StaffPasskeysPage(page: PageProps<'/support/passkeys'>) {
  const { staff, view } = await readStaffPasskeysPage(await page.searchParams)
  const fields = { staff: staff.personId, person: staff.personId }
  return (
    <SupportFrame staff={staff}>
      <StaffPasskeys>
        {view && <Passkeys view={view} forms={{ path: '/support/passkeys', fields }} />}
      </StaffPasskeys>
    </SupportFrame>
  )
}
