import type { Metadata } from 'next'
import { Passkeys } from '@/components/settings/passkeys/passkeys'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { PageFrame } from '@/components/shell/page-frame'
import { readPasskeysPage } from '@/lib/dashboard/passkeys/read-passkeys-page'

export const metadata: Metadata = { title: 'Your passkeys' }

export default async function PasskeysPage(page: PageProps<'/settings/passkeys'>) {
  const { viewer, view } = await readPasskeysPage(await page.searchParams)
  return (
    <PageFrame viewer={viewer}>
      <SettingsFrame
        viewer={viewer}
        current="Your passkeys"
        lead="With a passkey you sign in with your fingerprint, your face or the PIN of a device. Add one for each device that you use."
      >
        <Passkeys
          view={view}
          forms={{ path: '/settings/passkeys', fields: { person: viewer.personId } }}
          isSupportStaff={viewer.support !== undefined}
        />
      </SettingsFrame>
    </PageFrame>
  )
}
