import type { Metadata } from 'next'
import { NotStaffPage } from '@/components/shell/not-staff-page'
import { Support } from '@/components/support/support'
import { SupportFrame } from '@/components/support/support-frame'
import { readSupportPage } from '@/lib/dashboard/support/read-support-pages'

export const metadata: Metadata = { title: 'Support' }

export default async function SupportPage(page: PageProps<'/support'>) {
  const view = await readSupportPage(await page.searchParams)
  if (!view) return <NotStaffPage />
  return (
    <SupportFrame staff={view.staff}>
      <Support view={view} />
    </SupportFrame>
  )
}
