import type { Metadata } from 'next'
import { LeaverConnections } from '@/components/settings/people/leaver-connections'
import { removeConfirmation } from '@/components/settings/people/remove-confirmation'
import { PageFrame } from '@/components/shell/page-frame'
import { ConfirmPage } from '@/components/ui/confirm-page'
import { readPerson } from '@/lib/dashboard/settings/read-person'

export const metadata: Metadata = { title: 'Remove a person' }

export default async function RemovePersonPage(page: PageProps<'/settings/people/[id]/remove'>) {
  const { id } = await page.params
  const { viewer, person, leaver } = await readPerson(id, 'remove')
  return (
    <PageFrame viewer={viewer}>
      <ConfirmPage {...removeConfirmation(person, viewer)} backTo="/settings/people">
        <LeaverConnections leaver={leaver} viewer={viewer} />
      </ConfirmPage>
    </PageFrame>
  )
}
