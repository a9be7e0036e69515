import type { Metadata } from 'next'
import { IntegrationDetail } from '@/components/integrations/detail/integration-detail'
import { IntegrationSeed } from '@/components/integrations/detail/integration-seed'
import { SavedNotice } from '@/components/integrations/detail/saved-notice'
import { integrationName } from '@/components/integrations/words/integration-name'
import { CreatedLink } from '@/components/reconnecting/created-link'
import { ReconnectLinkPanel } from '@/components/reconnecting/reconnect-link-panel'
import { PageFrame } from '@/components/shell/page-frame'
import { apiAddress } from '@/lib/dashboard/api-address'
import { readIntegrationPage } from '@/lib/dashboard/integrations/read-integration-page'
import { readerZone } from '@/lib/dashboard/reader-zone'
import { readLinkPanel } from '@/lib/dashboard/reconnecting/read-link-panel'
import { readIntegrationUse } from '@/lib/dashboard/tools/read-tool-pages'

async function readPage({ params, searchParams }: PageProps<'/integrations/[id]'>) {
  const { id } = await params
  const path = `/integrations/${encodeURIComponent(id)}`
  return { id, options: { withoutTimeLimit: (await searchParams).wait === '1', returnTo: path } }
}

export async function generateMetadata(page: PageProps<'/integrations/[id]'>): Promise<Metadata> {
  const { id, options } = await readPage(page)
  const { integration } = await readIntegrationPage(id, options.returnTo, options.withoutTimeLimit)
  return {
    title: integration.kind === 'ready' ? integrationName(integration.value) : 'Integration',
  }
}

export default async function IntegrationPage(page: PageProps<'/integrations/[id]'>) {
  const { id, options } = await readPage(page)
  const search = await page.searchParams
  const [{ viewer, ...seeds }, use, links] = await Promise.all([
    readIntegrationPage(id, options.returnTo, options.withoutTimeLimit),
    readIntegrationUse(id, await readerZone(), options),
    readLinkPanel(id, search),
  ])
  return (
    <PageFrame viewer={viewer}>
      <IntegrationSeed personId={viewer.personId} id={id} use={use} {...seeds}>
        <IntegrationDetail
          id={id}
          viewer={viewer}
          apiAddress={apiAddress()}
          notices={[
            <SavedNotice key="saved" saved={search.saved} />,
            <CreatedLink key="link" view={links} />,
          ]}
          linkPanel={<ReconnectLinkPanel integrationId={id} view={links} viewer={viewer} />}
        />
      </IntegrationSeed>
    </PageFrame>
  )
}
