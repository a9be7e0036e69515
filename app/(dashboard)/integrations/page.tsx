import type { Metadata } from 'next'
import { IntegrationsSeed } from '@/components/integrations/list/integrations-seed'
import { readListPart } from '@/components/integrations/list/overview'
import { AvailableServices } from '@/components/services/available-services'
import { ConnectInvitation } from '@/components/services/connect-invitation'
import { DisabledWebhooks } from '@/components/settings/webhooks/disabled-webhooks'
import { PageFrame } from '@/components/shell/page-frame'
import { pathWithSearch } from '@/lib/dashboard/routes/path-with-search'
import { firstAnswer } from '@/lib/dashboard/sessions/first-answer'
import { miteosForPage } from '@/lib/dashboard/sessions/page-miteos'
import { requireSession, requireViewer } from '@/lib/dashboard/sessions/session'
import { findDisabledWebhooks } from '@/lib/dashboard/settings/find-disabled-webhooks'
import { readUnseen } from '@/lib/dashboard/visits/read-unseen'

export const metadata: Metadata = { title: 'Integrations' }

export default async function IntegrationsPage(page: PageProps<'/integrations'>) {
  const search = await page.searchParams
  const returnTo = pathWithSearch('/integrations', search)
  const part = readListPart(new URL(returnTo, 'http://unused').searchParams)
  const session = await requireSession(returnTo)
  const miteos = miteosForPage(session)
  const [viewer, answer, unseen, disabledWebhooks] = await Promise.all([
    requireViewer(session, returnTo),
    firstAnswer(miteos, miteos.list(), { withoutTimeLimit: search.wait === '1', returnTo }),
    readUnseen(session),
    findDisabledWebhooks(session, miteos),
  ])
  return (
    <PageFrame viewer={viewer}>
      <DisabledWebhooks webhooks={disabledWebhooks} />
      <IntegrationsSeed viewer={viewer} answer={answer} part={part} unseen={unseen}>
        <AvailableServices viewer={viewer} />
      </IntegrationsSeed>
      <ConnectInvitation viewer={viewer} />
    </PageFrame>
  )
}
