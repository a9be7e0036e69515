import type { Metadata } from 'next'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { Webhooks } from '@/components/settings/webhooks/webhooks'
import { PageFrame } from '@/components/shell/page-frame'
import { readWebhooksPage } from '@/lib/dashboard/settings/read-webhooks-page'

export const metadata: Metadata = { title: 'Webhooks' }

export default async function WebhooksPage(page: PageProps<'/settings/webhooks'>) {
  const { viewer, view } = await readWebhooksPage(await page.searchParams)
  return (
    <PageFrame viewer={viewer}>
      <SettingsFrame
        viewer={viewer}
        current="Webhooks"
        lead="Miteos tells your server when the status of an integration changes, so that it need not ask."
      >
        <Webhooks view={view} viewer={viewer} />
      </SettingsFrame>
    </PageFrame>
  )
}
