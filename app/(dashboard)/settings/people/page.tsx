import type { Metadata } from 'next'
import { People } from '@/components/settings/people/people'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { PageFrame } from '@/components/shell/page-frame'
import { readPeoplePage } from '@/lib/dashboard/settings/read-people-page'

export const metadata: Metadata = { title: 'People' }

export default async function PeoplePage(page: PageProps<'/settings/people'>) {
  const { viewer, view } = await readPeoplePage(await page.searchParams)
  return (
    <PageFrame viewer={viewer}>
      <SettingsFrame
        viewer={viewer}
        current="People"
        lead="Who belongs to this account, in both environments, and what they may do."
      >
        <People view={view} viewer={viewer} />
      </SettingsFrame>
    </PageFrame>
  )
}
