import type { Metadata } from 'next'
import { ActivityFailure } from '@/components/activity/activity-failure'
import { ActivityFilterForm } from '@/components/activity/activity-filter-form'
import { ActivityList } from '@/components/activity/activity-list'
import { PageFrame } from '@/components/shell/page-frame'
import { activityPath } from '@/lib/contract/view/activity'
import { readActivityPage } from '@/lib/dashboard/activity/read-activity-page'
import { readerZone } from '@/lib/dashboard/reader-zone'

export const metadata: Metadata = { title: 'Activity' }

export default async function ActivityPage(page: PageProps<'/activity'>) {
  const { viewer, view } = await readActivityPage(await page.searchParams, await readerZone())
  const { activity } = view
  return (
    <PageFrame viewer={viewer}>
      <h1 className="font-semibold text-2xl tracking-tight">Activity</h1>
      {activity.kind !== 'ready' ? (
        <ActivityFailure path={activityPath(view.filters)} answer={activity} />
      ) : (
        <>
          <ActivityFilterForm view={view} hasBothEnvironments={viewer.personName !== undefined} />
          <ActivityList view={view} {...activity.value} />
        </>
      )}
    </PageFrame>
  )
}
