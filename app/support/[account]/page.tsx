import type { Metadata } from 'next'
import { NotStaffPage } from '@/components/shell/not-staff-page'
import { OpenAccount } from '@/components/support/open-account'
import { SupportFrame } from '@/components/support/support-frame'
import { readOpenAccountPage } from '@/lib/dashboard/support/read-support-pages'

export const metadata: Metadata = { title: 'Open an account' }

export default async function OpenAccountPage(page: PageProps<'/support/[account]'>) {
  const { account } = await page.params
  const view = await readOpenAccountPage(account, await page.searchParams)
  if (!view) return <NotStaffPage />
  return (
    <SupportFrame staff={view.staff}>
      <OpenAccount view={view} />
    </SupportFrame>
  )
}
