import type { Metadata } from 'next'
import { Notifications } from '@/components/settings/notifications/notifications'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { PageFrame } from '@/components/shell/page-frame'
import { readNotificationsPage } from '@/lib/dashboard/notifications/read-notifications-page'

export const metadata: Metadata = { title: 'Notifications' }

export default async function NotificationsPage(page: PageProps<'/settings/notifications'>) {
  const { viewer, view } = await readNotificationsPage(await page.searchParams)
  return (
    <PageFrame viewer={viewer}>
      <SettingsFrame
        viewer={viewer}
        current="Notifications"
        lead="What Miteos tells you by mail about this account. Each person decides for themselves."
      >
        <Notifications view={view} viewer={viewer} />
      </SettingsFrame>
    </PageFrame>
  )
}
