import type { Metadata } from 'next'
import { JoinStaff } from '@/components/support/join-staff'
import { readJoinStaffPage } from '@/lib/dashboard/support/read-support-pages'

export const metadata: Metadata = { title: 'Join the support staff' }

export default async function JoinStaffPage(page: PageProps<'/support/join'>) {
  return <JoinStaff view={await readJoinStaffPage(await page.searchParams)} />
}
