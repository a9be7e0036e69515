import type { Metadata } from 'next'
import { ReconnectLink } from '@/components/reconnecting/reconnect-link'
import { PageFrame } from '@/components/shell/page-frame'
import { readReconnectPage } from '@/lib/dashboard/reconnecting/read-reconnect-page'

export const metadata: Metadata = { title: 'Reconnect' }

export default async function ReconnectPage(page: PageProps<'/reconnect'>) {
  const { viewer, view } = await readReconnectPage(await page.searchParams)
  return (
    <PageFrame viewer={viewer}>
      <ReconnectLink view={view} viewer={viewer} />
    </PageFrame>
  )
}
