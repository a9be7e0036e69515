import type { Metadata } from 'next'
import { Accounts } from '@/components/accounts/accounts'
import { PageFrame } from '@/components/shell/page-frame'
import { readAccountsPage } from '@/lib/dashboard/accounts/read-accounts-page'

export const metadata: Metadata = { title: 'Accounts' }

export default async function AccountsPage(page: PageProps<'/accounts'>) {
  const { viewer, view } = await readAccountsPage(await page.searchParams)
  return (
    <PageFrame viewer={viewer}>
      <h1 className="font-semibold text-2xl tracking-tight">Accounts</h1>
      <Accounts view={view} viewer={viewer} />
    </PageFrame>
  )
}
