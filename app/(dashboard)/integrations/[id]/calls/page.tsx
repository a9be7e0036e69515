import type { Metadata } from 'next'
import { AllCalls } from '@/components/integrations/calls/all-calls'
import { PageFrame } from '@/components/shell/page-frame'
import { readCallsPage } from '@/lib/dashboard/tools/read-tool-pages'

export const metadata: Metadata = { title: 'Calls' }

export default async function CallsPage(page: PageProps<'/integrations/[id]/calls'>) {
  const { id } = await page.params
  const { cursor } = await page.searchParams
  const view = await readCallsPage(id, typeof cursor === 'string' ? cursor : undefined)
  return (
    <PageFrame viewer={view.viewer}>
      <AllCalls id={id} view={view} viewer={view.viewer} />
    </PageFrame>
  )
}
