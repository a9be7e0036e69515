import { IntegrationsSeed } from '@/components/integrations/list/integrations-seed'
import { readListPart } from '@/components/integrations/list/overview'
import { IntegrationsTabs } from '@/components/integrations/tools/integrations-tabs'
import { AvailableServices } from '@/components/services/available-services'
import { ConnectInvitation } from '@/components/services/connect-invitation'
import { DisabledWebhooks } from '@/components/settings/webhooks/disabled-webhooks'
import { PageFrame } from '@/components/shell/page-frame'
import { pathWithSearch } from '@/lib/dashboard/routes/path-with-search'
import { firstAnswer } from '@/lib/dashboard/sessions/first-answer'
import { miteosForPage } from '@/lib/dashboard/sessions/page-miteos'
import { requireSession, requireViewer } from '@/lib/dashboard/sessions/session'
import { findDisabledWebhooks } from '@/lib/dashboard/settings/find-disabled-webhooks'
import { offersTools } from '@/lib/dashboard/tools/offers-tools'
import { readUnseen } from '@/lib/dashboard/visits/read-unseen'

export const metadata = { title: 'Integrations' }

export default async function IntegrationsPage(page: PageProps<'/integrations'>) {
  const search = await page.searchParams
  const returnTo = pathWithSearch('/integrations', search)
  const part = readListPart(new URL(returnTo, 'http://unused').searchParams)
  const session = await requireSession(returnTo)
  const miteos = miteosForPage(session)
  const [viewer, answer, unseen, disabledWebhooks, tabs] = await Promise.all([
    requireViewer(session, returnTo),
    firstAnswer(miteos, miteos.list(), { withoutTimeLimit: search.wait === '1', returnTo }),
    readUnseen(session),
    findDisabledWebhooks(session, miteos),
    offersTools(session, miteos).then(
      (offers) => offers && <IntegrationsTabs current="accounts" />,
    ),
  ])
  return (
    <PageFrame viewer={viewer}>
      <DisabledWebhooks webhooks={disabledWebhooks} />
      <IntegrationsSeed {...{ viewer, answer, part, unseen, tabs }}>
        <AvailableServices viewer={viewer} />
      </IntegrationsSeed>
      <ConnectInvitation viewer={viewer} />
    </PageFrame>
  )
}
