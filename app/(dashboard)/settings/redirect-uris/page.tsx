import type { Metadata } from 'next'
import { RedirectUris } from '@/components/settings/redirect-uris/redirect-uris'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { PageFrame } from '@/components/shell/page-frame'
import { readRedirectUrisPage } from '@/lib/dashboard/settings/read-redirect-uris-page'

export const metadata: Metadata = { title: 'Redirect URIs' }

export default async function RedirectUrisPage(page: PageProps<'/settings/redirect-uris'>) {
  const { viewer, view } = await readRedirectUrisPage(await page.searchParams)
  return (
    <PageFrame viewer={viewer}>
      <SettingsFrame
        viewer={viewer}
        current="Redirect URIs"
        lead="After connecting a service, Miteos sends people back to your app: only to these addresses, written exactly the same."
      >
        <RedirectUris view={view} viewer={viewer} />
      </SettingsFrame>
    </PageFrame>
  )
}
