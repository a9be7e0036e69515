import type { Metadata } from 'next'
import { SettingsFrame } from '@/components/settings/settings-frame'
import { Tokens } from '@/components/settings/tokens/tokens'
import { PageFrame } from '@/components/shell/page-frame'
import { readTokensPage } from '@/lib/dashboard/settings/read-tokens-page'

export const metadata: Metadata = { title: 'API tokens' }

export default async function TokensPage(page: PageProps<'/settings/tokens'>) {
  const { viewer, view } = await readTokensPage(await page.searchParams)
  return (
    <PageFrame viewer={viewer}>
      <SettingsFrame
        viewer={viewer}
        current="API tokens"
        lead="Programs use the API with a token. A token belongs to this account and to one environment, and can do what its role allows."
      >
        <Tokens view={view} viewer={viewer} />
      </SettingsFrame>
    </PageFrame>
  )
}
