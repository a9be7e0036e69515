import type { Metadata } from 'next'
import { DisconnectPanel } from '@/components/integrations/disconnect-panel'
import { PageFrame } from '@/components/shell/page-frame'
import { readIntegration } from '@/lib/server/integrations/read-integration'
import { requireSession, viewerOf } from '@/lib/server/sessions/session'

export const metadata: Metadata = { title: 'Disconnect' }

export default async function DisconnectPage(page: PageProps<'/integrations/[id]/disconnect'>) {
  const { id } = await page.params
  const returnTo = `/integrations/${encodeURIComponent(id)}/disconnect`
  const session = await requireSession(returnTo)
  const viewer = await viewerOf(session, returnTo)
  const { integration } = await readIntegration(session, id, { waits: true, returnTo })
  return (
    <PageFrame viewer={viewer}>
      <DisconnectPanel id={id} answer={integration} viewer={viewer} />
    </PageFrame>
  )
}
