import type { Metadata } from 'next'
import { IntegrationDetail } from '@/components/integrations/detail/integration-detail'
import { IntegrationSeed } from '@/components/integrations/detail/integration-seed'
import { integrationName } from '@/components/integrations/words/integration-name'
import { PageFrame } from '@/components/shell/page-frame'
import { apiAddress } from '@/lib/dashboard/api-address'
import { readIntegrationPage } from '@/lib/dashboard/integrations/read-integration-page'

type Page = PageProps<'/integrations/[id]'>

async function readPage({ params, searchParams }: Page) {
  const { id } = await params
  const { wait } = await searchParams
  const path = `/integrations/${encodeURIComponent(id)}`
  const withoutTimeLimit = wait === '1'
  return { id, ...(await readIntegrationPage(id, path, withoutTimeLimit)) }
}

export async function generateMetadata(page: Page): Promise<Metadata> {
  const { integration } = await readPage(page)
  return {
    title: integration.kind === 'ready' ? integrationName(integration.value) : 'Integration',
  }
}

export default async function IntegrationPage(page: Page) {
  const { id, viewer, ...seeds } = await readPage(page)
  return (
    <PageFrame viewer={viewer}>
      <IntegrationSeed personId={viewer.personId} id={id} {...seeds}>
        <IntegrationDetail id={id} viewer={viewer} apiAddress={apiAddress()} />
      </IntegrationSeed>
    </PageFrame>
  )
}
